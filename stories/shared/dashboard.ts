import { html, type TemplateResult } from 'lit';
import '../../src/elements/provider/define.js';
import '../../src/elements/funnel/define.js';
import '../../src/elements/board/define.js';
import '../../src/elements/heatmap/define.js';
import '../../src/elements/forecast/define.js';
import '../../src/elements/leaderboard/define.js';

/** What a dashboard says in its page's language. */
export interface DashboardWords {
  readonly title: string;
  readonly about: string;
  readonly funnel: string;
  readonly heatmap: string;
  readonly forecast: string;
  readonly leaderboard: string;
  readonly board: string;
}

/** The head of a dashboard's page. @param settings beside the title */
export const dashboardHead = ({ title, about }: DashboardWords, settings?: TemplateResult) => html`
  <header class="dashboard-head">
    <div class="dashboard-title">
      <h1>${title}</h1>
      <p class="story-muted">${about}</p>
    </div>
    ${settings}
  </header>
`;

/** All five elements, as they lie below one provider. @param above over the whole width, before them */
export const dashboardGrid = (words: DashboardWords, above?: TemplateResult) => html`
  <div class="dashboard-grid">
    ${above}
    <div class="dashboard-column">
      <pipeline-funnel heading=${words.funnel} heading-level="2"></pipeline-funnel>
      <pipeline-heatmap heading=${words.heatmap} heading-level="2"></pipeline-heatmap>
    </div>
    <div class="dashboard-column">
      <pipeline-forecast
        period="this-quarter"
        heading=${words.forecast}
        heading-level="2"
      ></pipeline-forecast>
      <pipeline-leaderboard heading=${words.leaderboard} heading-level="2"></pipeline-leaderboard>
    </div>
    <pipeline-board class="dashboard-wide" heading=${words.board} heading-level="2"></pipeline-board>
  </div>
`;

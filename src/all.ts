/** Registers every element; does nothing where there is no document. The provider comes first: the others look for it. */
import './elements/provider/define.js';
import './elements/funnel/define.js';
import './elements/board/define.js';
import './elements/heatmap/define.js';
import './elements/leaderboard/define.js';
import './elements/forecast/define.js';

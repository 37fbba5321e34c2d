import { css } from 'lit';

/** The frame around every widget while it waits: type on the host's page, without a background, a border or a shadow of its own. */
export const frameStyles = css`
  :host {
    --_ink: var(--pipeline-ink, currentColor);
    --_muted: var(--pipeline-muted, light-dark(#59616b, #a3abb5));
    --_track: var(--pipeline-fill-track, light-dark(rgb(27 31 36 / 0.08), rgb(232 234 237 / 0.12)));
    --_strong: var(--pipeline-weight-strong, 600);
    --_mark: var(--pipeline-radius-mark, 2px);
    --_control: var(--pipeline-radius-control, 6px);
    --_s1: var(--pipeline-space-1, 4px);
    --_s2: var(--pipeline-space-2, 8px);
    --_s3: var(--pipeline-space-3, 12px);
    --_s4: var(--pipeline-space-4, 16px);
    --_s5: var(--pipeline-space-5, 24px);
    --_s6: var(--pipeline-space-6, 32px);
    --_density: var(--pipeline-density, 1);
    display: block;
    container-type: inline-size;
    contain-intrinsic-inline-size: 30rem;
    max-inline-size: 100%;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  * {
    box-sizing: border-box;
  }
  figure,
  p,
  dl,
  dd,
  ul {
    margin: 0;
    padding: 0;
  }
  .frame {
    min-inline-size: 0;
    isolation: isolate;
    color: var(--pipeline-ink, inherit);
    font-family: var(--pipeline-font, inherit);
    font-size: var(--pipeline-text-2, 13px);
    line-height: var(--pipeline-leading-2, 20px);
    font-weight: var(--pipeline-weight, 400);
    font-variant-numeric: tabular-nums lining-nums;
    text-align: start;
  }
  b,
  .strong {
    font-weight: var(--_strong);
  }
  .muted {
    color: var(--_muted);
  }
  .title {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 var(--_s2);
  }
  .heading,
  .takeaway {
    font-size: var(--pipeline-text-3, 14px);
    /* A host may set a larger size than the leading was made for. */
    line-height: max(var(--pipeline-leading-3, 20px), 1.2em);
  }
  .heading {
    font-weight: var(--_strong);
    overflow-wrap: anywhere;
  }
  .subtitle {
    font-size: var(--pipeline-text-1, 12px);
    line-height: max(var(--pipeline-leading-1, 16px), 1.2em);
    color: var(--_muted);
  }
  .plot {
    isolation: isolate;
    margin-block-start: var(--_s4);
  }
  .hidden {
    position: absolute;
    clip-path: inset(50%);
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    white-space: nowrap;
  }
  @media (pointer: coarse) {
    :host {
      --_density: var(--pipeline-density, 1.25);
    }
  }
`;

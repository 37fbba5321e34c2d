import { css } from 'lit';

/** The questions of a stage; adopted when they are first put. */
export const gateStyles = css`
  .gate {
    --_on: var(--pipeline-ink, light-dark(#1b1f24, #e8eaed));
    inline-size: min(420px, calc(100vw - 32px));
    max-block-size: calc(100vh - 32px);
    padding: var(--_s5);
    border: 0;
    border-radius: var(--pipeline-radius-layer, 10px);
    box-shadow: var(
      --pipeline-shadow-layer,
      0 0 0 1px var(--_hairline),
      0 8px 28px light-dark(rgb(16 20 26 / 0.16), rgb(0 0 0 / 0.55))
    );
    background: var(--_surface);
    color: var(--_on);
    font-family: var(--pipeline-font, inherit);
    font-size: var(--pipeline-text-2, 13px);
    line-height: var(--pipeline-leading-2, 20px);
    text-align: start;
    overflow: auto;
  }
  .gate::backdrop {
    background: var(--_track);
  }
  .gate h2 {
    margin: 0 0 var(--_s4);
    font-size: var(--pipeline-text-3, 14px);
    line-height: var(--pipeline-leading-3, 20px);
    font-weight: var(--_strong);
    overflow-wrap: anywhere;
  }
  .gate-field {
    margin-block-end: var(--_s3);
  }
  .gate-field > label {
    display: block;
    margin-block-end: var(--_s1);
    overflow-wrap: anywhere;
  }
  .gate-field.tick {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 0 var(--_s2);
    align-items: start;
  }
  .gate-required {
    color: var(--_muted);
  }
  .gate-entry {
    display: flex;
    align-items: center;
    gap: var(--_s2);
  }
  .gate :is(input:not([type='checkbox']), select) {
    flex: 1;
    min-inline-size: 0;
    inline-size: 100%;
    min-block-size: max(calc(32px * var(--_density)), var(--_target));
    padding-inline: var(--_s2);
    border: 1px solid var(--_rule);
    border-radius: var(--_control);
    background: var(--_surface);
    color: inherit;
    font: inherit;
  }
  .gate input[type='checkbox'] {
    inline-size: max(18px, calc(var(--_target) * 0.75));
    block-size: max(18px, calc(var(--_target) * 0.75));
    margin: 1px 0;
    accent-color: var(--_accent);
  }
  .gate :is(input, select, button):focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  .gate [aria-invalid='true'] {
    border-color: var(--_negative);
  }
  .gate-error,
  .gate-faults {
    margin: var(--_s1) 0 0;
    font-size: var(--pipeline-text-1, 12px);
    line-height: var(--pipeline-leading-1, 16px);
    color: var(--_negative);
    overflow-wrap: anywhere;
  }
  .tick > .gate-error {
    grid-column: 2;
  }
  .gate-buttons {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: var(--_s2);
    margin-block-start: var(--_s4);
  }
  .gate button {
    min-block-size: max(calc(32px * var(--_density)), var(--_target));
    padding-inline: var(--_s4);
    border: 1px solid var(--_rule);
    border-radius: var(--_control);
    background: none;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  .gate button[type='submit'] {
    border-color: transparent;
    background: var(--pipeline-surface-inverse, light-dark(#1b1f24, #e8eaed));
    color: var(--pipeline-ink-inverse, light-dark(#ffffff, #16191d));
    font-weight: var(--_strong);
  }
  @media (forced-colors: active) {
    .gate {
      border: 1px solid CanvasText;
    }
    .gate button[type='submit'] {
      border-color: CanvasText;
    }
  }
`;

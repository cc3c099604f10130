import { css } from 'lit';

/** Made for thumbs: big targets in one column, beside each other where there is room. */
export const styles = css`
  .post { display: grid; gap: 1rem 2rem; max-width: 72rem; }
  .post > div { min-width: 0; }
  .posting { display: grid; gap: .75rem; margin-top: 1rem; max-width: 36rem; }
  .posting p { margin: 0; }
  .posting fieldset { border: 0; padding: 0; margin: 0; display: grid; gap: .5rem; min-width: 0; }
  .posting legend { font-weight: 600; padding: 0; margin-bottom: .25rem; }
  .posting button, .posting input:not([type="radio"], [type="checkbox"]) { min-height: 3rem; }
  .posting .main { min-height: 3.5rem; flex: 1; }
  .posting .actions { justify-content: stretch; }
  .posting .actions button { flex: 1; }
  .posting summary { min-height: 3rem; display: list-item; padding-block: .75rem; cursor: pointer; }
  .posting details[open] { display: grid; gap: .75rem; }
  .field { display: grid; gap: .25rem; min-width: 0; }
  .field label { font-weight: 600; }
  .field input { width: 100%; }
  .field small, .posting small, .order small, .orders small { color: var(--muted); }
  .field small:empty, .fault:empty { display: none; }
  .big { font-size: 1.5rem; font-variant-numeric: tabular-nums; }
  .choice { display: flex; gap: .75rem; align-items: center; min-height: 3.5rem; padding: .5rem .75rem; border: 1px solid var(--line); border-radius: 8px; background: var(--surface); cursor: pointer; }
  .choice:has(:checked) { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); }
  .choice input { width: 1.5rem; min-height: 1.5rem; flex: none; accent-color: var(--accent); margin: 0; }
  .choice span { display: grid; overflow-wrap: anywhere; min-width: 0; }
  .tick { display: flex; gap: .75rem; align-items: center; min-height: 3rem; }
  .tick input { width: 1.5rem; min-height: 1.5rem; flex: none; accent-color: var(--accent); margin: 0; }
  .posting .scrap { grid-template-columns: 2fr 3fr auto; align-items: start; }
  .scrap button { min-width: 3rem; margin-top: 1.75rem; }
  .entries summary { cursor: pointer; padding-block: .25rem; }
  .fault { color: var(--failure); }
  .orders, .entries { list-style: none; margin: 0; padding: 0; display: grid; gap: .5rem; }
  .orders { max-width: 36rem; }
  .order { display: grid; overflow-wrap: anywhere; }
  .order strong { font-size: 1.25rem; }
  .orders a { display: grid; gap: 0; min-height: 3.5rem; padding: .5rem .75rem; border: 1px solid var(--line); border-radius: 8px; background: var(--surface); color: var(--text); text-decoration: none; overflow-wrap: anywhere; }
  .orders a:hover { border-color: var(--accent); }
  .entries li { padding: .5rem .75rem; border: 1px solid var(--line); border-left: 4px solid var(--muted); border-radius: 8px; background: var(--surface); overflow-wrap: anywhere; }
  .entries p { margin: 0; }
  .entries .progress { font-weight: 600; }
  .entries .waiting .progress { color: var(--warning); }
  .entries .waiting { border-left-color: var(--warning); }
  .entries .bad .progress { color: var(--failure); }
  .entries .bad { border-left-color: var(--failure); }
  .entries .good .progress { color: var(--success); }
  .entries .good { border-left-color: var(--success); }
  .action { display: inline-block; padding: .375rem .75rem; min-height: 2.5rem; border: 1px solid var(--accent); border-radius: 6px; text-decoration: none; }
  .camera video { width: 100%; max-height: 60vh; background: #000; }
  .post { --success: light-dark(#1f6b3a, #7fd6a0); }
  @media (min-width: 60rem) { .post section > h2 { margin-top: 0; } .post { grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); } }
`;

import { css } from 'lit';

export const styles = css`
  .views { display: flex; flex-wrap: wrap; gap: .25rem .5rem; margin: 1rem 0; border-bottom: 1px solid var(--line); }
  .views a { padding: .5rem .75rem; text-decoration: none; border-bottom: 3px solid transparent; }
  .views a[aria-current="page"] { border-color: var(--accent); font-weight: 600; }
  .path { display: flex; flex-wrap: wrap; gap: .25rem; list-style: none; margin: 0 0 1rem; padding: 0; }
  .path li + li::before { content: "›"; margin-right: .25rem; color: var(--muted); }
  .path a, .days a { display: inline-block; }
  .figures a { line-height: 1.5rem; }
  .days a { padding: .125rem .375rem; }
  .days a[aria-current="true"] { background: var(--accent); color: var(--ground); border-radius: 6px; }
  .hidden { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .figures th[scope="row"] { color: var(--text); font-weight: 400; min-width: 11rem; }
  .figures th, .figures td { vertical-align: top; padding: .5rem .625rem; min-width: 0; }
  .figures th.number { white-space: normal; }
  .figures .bad > th { box-shadow: inset 4px 0 var(--failure); }
  .figures .tried > th { box-shadow: inset 4px 0 var(--accent); }
  .figures .total > * { font-weight: 600; border-bottom: 0; }
  .figures .source, .facts .source { font-weight: 400; }
  .figures progress { width: 100%; max-width: 12rem; min-width: 5rem; }
  .call { font-weight: 600; white-space: nowrap; }
  .calls { display: flex; flex-wrap: wrap; gap: .25rem 1rem; margin: 0 0 .5rem; }
  .calls span { color: var(--muted); min-width: 10.5rem; }
  .calls + .facts { margin-top: 1rem; }
  .choices summary { cursor: pointer; padding: .5rem 0; color: var(--accent); }
  .pace { white-space: nowrap; font-weight: 600; }
  .facts .pace { white-space: normal; }
  .pace.BEHIND, .pace.MISSED, .pace.ENDED { color: var(--failure); }
  .pace.MET, .pace.ON_PACE { color: var(--good); }
  .changed { background: light-dark(#fff0b3, #4d4000); outline: 2px solid var(--warning); outline-offset: -2px; }
  .causes { margin: 0; padding-left: 1.25rem; }
  .before { color: var(--muted); }
  .reason { display: grid; gap: .25rem; }
  .reason textarea { width: 100%; }
  .window { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; }
  .window input[type="range"] { flex: 1 1 8rem; min-width: 8rem; }
  input[type="range"] { padding: 0; accent-color: var(--accent); }
  @media (prefers-reduced-motion: no-preference) { .changed { transition: background-color .3s; } }
  @media (max-width: 48rem) {
    esteira-board .facts, esteira-phase .facts { grid-template-columns: repeat(2, minmax(0, 1fr)); }
    .views a { padding: .375rem .5rem; }
    .calls span { flex-basis: 100%; }
    .figures, .figures tbody, .figures tfoot { display: block; }
    .figures thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    .figures tr { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: .5rem 1rem; padding: .75rem; border-bottom: 1px solid var(--line); }
    .figures th[scope="row"], .figures td { display: block; padding: 0; border: 0; text-align: left; min-width: 0; white-space: normal; }
    .figures th[scope="row"], .figures td:has(.call, .window, .causes, button) { grid-column: 1 / -1; }
    .figures td::before { content: attr(data-label); display: block; color: var(--muted); font-size: .875rem; }
    .figures .bad { box-shadow: inset 4px 0 var(--failure); }
    .figures .bad > th, .figures .tried > th { box-shadow: none; }
    .figures .number { text-align: left; }
  }
  .wall { position: fixed; inset: 0; display: flex; flex-direction: column; gap: 1vmin; padding: 1.5vmin 2vmin; background: var(--ground); overflow: auto; font-size: max(1rem, 3.2vmin); }
  .wall header { display: flex; justify-content: space-between; align-items: baseline; gap: 2vmin; }
  .wall h1 { font-size: 1.2em; margin: 0; }
  .wall time { font-size: 1.6em; font-weight: 600; font-variant-numeric: tabular-nums; }
  .wall .tiles { flex: 1; display: grid; gap: 1.5vmin; grid-template-columns: repeat(auto-fit, minmax(min(100%, 45vw), 1fr)); grid-auto-rows: 1fr; }
  .wall .tile { padding: 1.5vmin 2.5vmin; border: 1px solid var(--line); border-left: 1.5vmin solid var(--muted); border-radius: 1vmin; background: var(--surface);
    display: grid; align-content: space-evenly; }
  .wall .tile.MET, .wall .tile.ON_PACE { border-left-color: var(--good); }
  .wall .tile.bad { border-left-color: var(--failure); }
  .wall .tile h2 { margin: 0; font-size: 1.25em; }
  .wall .tile p { margin: 0; font-size: 1.25em; }
  .wall .tile .big { font-size: 1.6em; white-space: nowrap; }
  .wall .big strong { font-size: 2.4em; line-height: 1; font-variant-numeric: tabular-nums; }
  .wall progress { width: 100%; height: 3vmin; }
  @media (orientation: portrait) { .wall .tiles { grid-template-columns: minmax(0, 1fr); } .wall .tile p, .wall .tile h2 { font-size: 1em; } }
  .wall footer { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; font-size: max(1rem, .7em); color: var(--muted); }
  .wall footer span:first-child { margin-right: auto; }
`;

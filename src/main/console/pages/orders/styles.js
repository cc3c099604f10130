import { css } from 'lit';

/** Of the list of orders and of an order. */
export default css`
  .browse { display: grid; gap: 1rem 1.5rem; align-items: start; }
  .browse > div { min-width: 0; }
  .facets summary { padding-block: .25rem; cursor: pointer; font-weight: 600; }
  .found { margin: 0 0 .5rem; display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: center; }
  @media (min-width: 75rem) {
    .browse { grid-template-columns: 15rem 1fr; }
    .facets ul { display: block; }
    .facets esteira-choices:last-of-type ul { max-height: 18rem; overflow-y: auto; }
  }
  esteira-order {
    .card { padding: 1rem; background: var(--surface); border: 1px solid var(--line); border-radius: 6px; }
    :is(.card, .scroll) + details { margin-top: .75rem; }
    small { color: var(--muted); font-weight: 400; }
    .titled { display: flex; align-items: baseline; }
    .progress { display: inline-flex; align-items: center; gap: .5rem; font-weight: 400; white-space: nowrap; }
    .good { color: var(--success); font-weight: 600; }
    .bad { color: var(--failure); font-weight: 600; }
    .here td:first-child { box-shadow: inset 4px 0 var(--accent); }
    .reversed td { color: var(--muted); text-decoration: line-through; }
    .reversed td:has(.delivery) { text-decoration: none; }
    .delivery summary { cursor: pointer; white-space: nowrap; padding-block: .125rem; }
    .delivery ul, .delivery ol { margin: .25rem 0; padding-left: 1.25rem; font-size: .875rem; min-width: 16rem; overflow-wrap: anywhere; }
  }
  @media (max-width: 48rem) {
    esteira-order .scroll td { min-width: 7rem; }
  }
`;

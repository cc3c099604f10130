import { html } from 'lit';
import './audit.js';
import './calendar.js';
import './calendars.js';
import './rights.js';
import './rules.js';
import { sectionOf, text } from './section.js';

function view(route) {
  const [, , id] = route.parts;
  switch (sectionOf(route)) {
    case 'calendars': return id
      ? html`<esteira-calendar .route=${route}></esteira-calendar>`
      : html`<esteira-calendars .route=${route}></esteira-calendars>`;
    case 'rights': return html`<esteira-rights .route=${route}></esteira-rights>`;
    case 'audit': return html`<esteira-audit .route=${route}></esteira-audit>`;
    default: return html`<esteira-rules .route=${route}></esteira-rules>`;
  }
}

export default {
  path: 'administration',
  label: text('administration'),
  roles: ['planner', 'leader', 'analyst', 'it'],
  view,
};

import { html } from 'lit';
import { moment } from '../../language.js';
import { nothingHere, table } from '../../parts.js';
import { link } from '../../router.js';
import { share } from './days.js';
import { Section, text } from './section.js';

const CALENDARS = `{
  workCalendars(first: 200, orderBy: [{ company: ASC }, { code: ASC }]) {
    nodes {
      id company code name scope region startsAt endsAt updatedAt updatedBy
      monday tuesday wednesday thursday friday saturday sunday
      parent { code }
    }
  }
}`;

const WEEK = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** All work calendars, each with its usual week. */
class Calendars extends Section {

  document() {
    return CALENDARS;
  }

  show({ workCalendars: { nodes } }) {
    return nodes.length === 0 ? nothingHere(text('noCalendars'))
      : table(text('calendars'), ['calendar', 'company', 'scope', 'usualWeek', 'hours', 'parent', 'changed'].map(key => text(key)),
        nodes.map(calendar => html`<tr>
          <td><a href=${link(['administration', 'calendars', calendar.id])}>${calendar.code}</a><br>${calendar.name}</td>
          <td>${calendar.company}</td>
          <td>${text(`scope.${calendar.scope}`)}${calendar.region ? ` (${calendar.region.toUpperCase()})` : ''}</td>
          <td>${WEEK.filter(name => calendar[name] !== '0').map(name => `${text(name)}${calendar[name] === '1' ? '' : ` ${share(calendar[name])}`}`).join(', ')}</td>
          <td>${calendar.startsAt}–${calendar.endsAt}</td>
          <td>${calendar.parent?.code ?? text('none')}</td>
          <td>${calendar.updatedBy}<br>${moment(calendar.updatedAt)}</td>
        </tr>`));
  }
}

customElements.define('esteira-calendars', Calendars);

import { html } from 'lit';
import { confirmed, tell } from '../../dialog.js';
import { ask } from '../../graphql.js';
import { day, inWords } from '../../language.js';
import { hasAny } from '../../me.js';
import { nothingHere } from '../../parts.js';
import { link } from '../../router.js';
import { today } from '../../zone.js';
import { column, firstDay, isMonth, lastDay, later, monthName, share, weekday } from './days.js';
import { Section, text } from './section.js';

/** A calendar takes days from others, through eight at most. */
const PARENTS = 8;
const KINDS = ['COLLECTIVE', 'EXTRA_SHIFT', 'MUNICIPAL', 'STATE', 'NATIONAL', 'OPTIONAL'];
const PARTS = ['0', '0.5', '1'];

const CALENDAR = `query Calendar($id: ID!) {
  workCalendar(id: $id) { id code name company ${'parent { id '.repeat(PARENTS)}${'}'.repeat(PARENTS)} }
}`;

const DAYS = `query Days($calendar: ID!, $all: [ID!]!, $from: Date!, $to: Date!) {
  workDays(calendar: $calendar, from: $from, to: $to) { day work }
  calendarDays(where: { calendar: { id: { in: $all } }, day: { between: { from: $from, to: $to } } }, first: 500) {
    nodes { id day kind name work origin calendar { id code } }
  }
}`;

const SET = `mutation SetDays($input: SetCalendarDaysInput!) {
  setCalendarDays(input: $input) { ... on CalendarRefused { code message messagePt } }
}`;

const REMOVE = `mutation RemoveDay($id: ID!) {
  removeCalendarDay(id: $id) { ... on CalendarRefused { code message messagePt } }
}`;

function withParents(calendar) {
  const ids = [];
  for (let each = calendar; each; each = each.parent) {
    ids.push(each.id);
  }
  return ids;
}

/** A month of a calendar: what is worked of each day and why, and what people say of days. */
class Calendar extends Section {

  static properties = { ...Section.properties, refusal: { state: true } };

  get month() {
    const asked = this.route.query.get('month') ?? '';
    return isMonth(asked) ? asked : today().slice(0, 7);
  }

  get mayChange() {
    return hasAny(['planner']);
  }

  get holdsInput() {
    return Boolean(this.querySelector('input[name=name]')?.value);
  }

  async read({ parts: [, , id] }) {
    const { workCalendar } = await ask(CALENDAR, { id });
    if (!workCalendar) {
      return {};
    }
    const days = await ask(DAYS, { calendar: id, all: withParents(workCalendar), from: firstDay(this.month), to: lastDay(this.month) });
    return { workCalendar, ...days };
  }

  show({ workCalendar: calendar, workDays, calendarDays }) {
    if (!calendar) {
      return nothingHere(text('noCalendar'));
    }
    return html`<p><a href=${link(['administration', 'calendars'])}>${text('allCalendars')}</a></p>
      <h3>${calendar.name} · ${calendar.company} · ${monthName(this.month)}</h3>
      <nav class="pager" aria-label=${text('months')}>
        <a rel="prev" href=${this.with({ month: later(this.month, -1) })}>${monthName(later(this.month, -1))}</a>
        <a rel="next" href=${this.with({ month: later(this.month, 1) })}>${monthName(later(this.month, 1))}</a>
      </nav>
      <p>${text('worked', { days: workDays.filter(({ work }) => work !== '0').length })}</p>
      <ol class="month">${workDays.map(each => this.workDay(each, calendarDays.nodes.filter(told => told.day === each.day), calendar))}</ol>
      ${this.mayChange ? this.form(calendar) : ''}`;
  }

  workDay({ day: date, work }, told, calendar) {
    return html`<li class=${work === '0' ? 'off' : ''} .style=${`grid-column: ${column(date)}`}>
      <p><b>${Number(date.slice(8))}</b> ${weekday(date)} <span class="part">${this.part(work)}</span></p>
      ${told.map(each => this.told(each, calendar))}
      ${work === '0' && told.length === 0 ? html`<p class="told">${text('usual')}</p>` : ''}
    </li>`;
  }

  part(work) {
    return work === '1' ? text('workday') : work === '0' ? text('noWorkday') : text('partOfDay', { part: share(work) });
  }

  told(each, calendar) {
    const own = each.calendar.id === calendar.id;
    return html`<p>${each.name}<br><span class="told">${text(`kind.${each.kind}`)}, ${text(`says.${each.origin}`)}${own ? '' : `, ${each.calendar.code}`}</span></p>
      ${own && each.origin === 'PERSON' && this.mayChange ? html`<button @click=${() => this.remove(each, calendar)}
        aria-label=${text('removeDay', { name: each.name, day: day(each.day) })}>${text('remove')}</button>` : ''}`;
  }

  form(calendar) {
    return html`<form class="form" @submit=${event => this.set(event, calendar)}>
      <h3 class="whole">${text('setDays')}</h3>
      <label>${text('firstDay')}<input type="date" name="day" required .value=${firstDay(this.month)}></label>
      <label>${text('lastDay')}<input type="date" name="until"></label>
      <label>${text('kind')}<select name="kind">${KINDS.map(kind => html`<option value=${kind}>${text(`kind.${kind}`)}</option>`)}</select></label>
      <label>${text('dayName')}<input name="name" required maxlength="100"></label>
      <label>${text('work')}<select name="work">${PARTS.map(work => html`<option value=${work}>${this.part(work)}</option>`)}</select></label>
      <p class="refusal" role="alert">${this.refusal}</p>
      <p class="actions"><button class="main">${text('save')}</button></p>
    </form>`;
  }

  async set(event, calendar) {
    event.preventDefault();
    const form = event.target;
    const { until, ...said } = Object.fromEntries(new FormData(form));
    const agreed = await confirmed({
      question: text('setQuestion', { name: said.name }),
      detail: text(until ? 'setSpan' : 'setDay', { first: day(said.day), last: until && day(until), part: this.part(said.work), calendar: calendar.name }),
      action: text('save'),
    });
    if (agreed && await this.did(SET, { input: { calendar: calendar.id, ...said, ...until ? { until } : {} } })) {
      form.elements.name.value = '';
      tell(text('daysSet'));
    }
  }

  async remove(each, calendar) {
    const { day: date, kind, name, work } = each;
    const agreed = await confirmed({
      question: text('removeQuestion', { name }),
      detail: text('removeDetail', { day: day(date), calendar: calendar.name }),
      action: text('remove'),
    });
    if (agreed && await this.did(REMOVE, { id: each.id })) {
      tell(text('dayRemoved'), () => this.did(SET, { input: { calendar: calendar.id, day: date, kind, name, work } }));
    }
  }

  /** @returns whether it is done; otherwise the page says why not */
  async did(mutation, variables) {
    this.refusal = undefined;
    try {
      const [answer] = Object.values(await ask(mutation, variables));
      this.refusal = answer.code && inWords(answer);
    } catch (failure) {
      this.refusal = failure.message;
    }
    this.refresh();
    return !this.refusal;
  }
}

customElements.define('esteira-calendar', Calendar);

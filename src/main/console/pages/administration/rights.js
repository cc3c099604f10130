import { html } from 'lit';
import { me } from '../../me.js';
import { nothingHere, table } from '../../parts.js';
import { go } from '../../router.js';
import { save } from '../../sheet.js';
import { Section, text } from './section.js';

const RIGHTS = '{ rights { kind field roles mine } }';
const KINDS = ['QUERY', 'MUTATION', 'SUBSCRIPTION'];
const ROLES = ['operator', 'leader', 'planner', 'quality', 'buyer', 'analyst', 'integration', 'it', 'admin'];

const allowed = html`<span class="allowed" role="img" aria-label=${text('yes')}>✓</span>`;
const refused = html`<span role="img" aria-label=${text('no')}>–</span>`;

const told = allowed => text(allowed ? 'yes' : 'no');
const COLUMNS = [
  { label: text('field'), value: ({ field }) => field },
  { label: text('kindOfField'), value: ({ kind }) => text(kind) },
  { label: text('you'), value: ({ mine }) => told(mine) },
  ...ROLES.map(role => ({ label: role, value: ({ roles }) => told(roles.includes(role)) })),
];

/** Which role may use which field of the contract. */
class Rights extends Section {

  document() {
    return RIGHTS;
  }

  search(event) {
    event.preventDefault();
    go(this.with({ word: new FormData(event.target).get('word').trim() }));
  }

  show({ rights }) {
    const { role = '', kind = '', word = '', mine = '' } = Object.fromEntries(this.route.query);
    const found = rights.filter(right => (!role || right.roles.includes(role)) && (!kind || right.kind === kind)
      && (!mine || right.mine) && right.field.toLowerCase().includes(word.toLowerCase()));
    return html`<p>${text('rightsOf', { name: me().name, roles: me().roles.join(', ') })}</p>
      <form class="search" role="search" @submit=${this.search}>
        <label>${text('word')}<input type="search" name="word" .value=${word}></label>
        <button>${text('search')}</button>
      </form>
      <dl class="filters">
        ${this.filter('mine', [['', text('all')], ['yes', text('onlyMine')]])}
        ${this.filter('role', [['', text('all')], ...ROLES.map(each => [each, each])])}
        ${this.filter('kind', [['', text('all')], ...KINDS.map(each => [each, text(each)])])}
      </dl>
      <p role="status">${text('rightsFound', { count: found.length })}</p>
      <p><button @click=${() => save(text('rights'), COLUMNS, found)}>${text('export')}</button></p>
      ${found.length ? this.matrix(found, role) : nothingHere(text('noRights'))}`;
  }

  matrix(rights, role) {
    return html`<div class="matrix">${table(text('rights'), COLUMNS,
      rights.map(({ field, kind, roles, mine }) => html`<tr>
        <td><code>${field}</code></td>
        <td>${text(kind)}</td>
        <td class="chosen">${mine ? allowed : refused}</td>
        ${ROLES.map(each => html`<td class=${each === role ? 'chosen' : ''}>${roles.includes(each) ? allowed : refused}</td>`)}
      </tr>`))}</div>`;
  }
}

customElements.define('esteira-rights', Rights);

import { html } from 'lit';
import { moment } from '../../language.js';
import { facts, nothingHere, table } from '../../parts.js';
import { link } from '../../router.js';
import { Desk } from './frame.js';
import { layout } from './layout.js';
import { text } from './texts.js';

const LINEAGE = `query Lineage($id: ID!) {
  lineage(id: $id) {
    type company moreChanges
    keys { source key }
    records {
      latest source entity sourceKey sourceVersion observedAt receivedAt mappedAt mapperVersion payload editedPayload goneAt
      route { id routeId } run { startedAt } quarantine { id }
    }
    changes { at kind source sourceKey fields { name before after } }
    acts { at actor action }
  }
}`;

/** Where a row comes from: the records that it was made of, and what happened to it. */
class Lineage extends Desk {

  heading() {
    return text('lineage');
  }

  document() {
    return LINEAGE;
  }

  variables({ parts: [, , id] }) {
    return { id };
  }

  /** What is no id names no row. */
  failed(failure) {
    return failure.code === 'BAD_USER_INPUT' ? nothingHere(text('noLineage')) : super.failed(failure);
  }

  show({ lineage: found }) {
    if (!found) {
      return nothingHere(text('noLineage'));
    }
    const { type, company, keys, records, changes, moreChanges, acts } = found;
    return html`${facts([
        [text('rowType'), html`<code>${type}</code>`],
        ...company ? [[text('company'), company]] : [],
        ...keys.map(({ source, key }) => [text('keyAt', { source }), key]),
      ])}
      <h2>${text('itsRecords')}</h2>${records.length ? records.map(record) : nothingHere(text('noRecords'))}
      <h2>${text('itsChanges')}</h2>${changes.length ? html`<ol class="story">${changes.map(change)}</ol>` : nothingHere(text('noChanges'))}
      ${moreChanges ? html`<p>${text('moreChanges')}</p>` : ''}
      ${acts.length ? html`<h2>${text('itsActs')}</h2>${table(text('itsActs'), [text('made'), text('who'), text('action')],
        acts.map(({ at, actor, action }) => html`<tr><td>${moment(at)}</td><td>${actor}</td><td><code>${action}</code></td></tr>`))}` : ''}`;
  }
}

const record = ({ latest, route, run, sourceKey, sourceVersion, observedAt, receivedAt, mappedAt, mapperVersion, payload, editedPayload, quarantine, goneAt }) => html`
  <section class="card"><h3>${route.routeId} ${sourceKey}</h3>
  ${latest ? html`<p class="fine">${text('latestRecord')}</p>` : ''}
  ${facts([
    [text('route'), html`<a href=${link(['routes', 'route', route.id])}>${route.routeId}</a>`],
    ...run ? [[text('broughtBy'), moment(run.startedAt)]] : [],
    ...sourceVersion ? [[text('versionThere'), sourceVersion]] : [],
    [text('readAsOf'), moment(observedAt)],
    ...receivedAt ? [[text('stored'), moment(receivedAt)]] : [],
    ...mappedAt ? [[text('mapped'), mapperVersion ? text('mappedBy', { moment: moment(mappedAt), version: mapperVersion }) : moment(mappedAt)]] : [],
    ...goneAt ? [[text('goneAt'), moment(goneAt)]] : [],
    ...quarantine ? [[text('part.quarantine'), html`<a href=${link(['routes', 'quarantine', quarantine.id])}>${text('itsEntry')}</a>`]] : [],
  ])}
  <details><summary>${text('asItCame')}</summary>${payload == null ? nothingHere(text('noText')) : html`<pre tabindex="0">${layout(payload)}</pre>`}</details>
  ${editedPayload ? html`<details><summary>${text('corrected')}</summary><pre tabindex="0">${layout(editedPayload)}</pre></details>` : ''}</section>`;

const change = ({ at, kind, source, sourceKey, fields }) => html`<li>
  <p>${moment(at)} · ${text(`change.${kind}`)}${source ? html` · ${source} ${sourceKey}` : html` · <span class="well">${text('noRecordOfIt')}</span>`}</p>
  ${fields.length ? table(text('changesOf', { moment: moment(at) }), [text('field'), text('before'), text('after')], fields.map(({ name, before, after }) => html`<tr>
    <th scope="row"><code>${name}</code></th><td>${value(before)}</td><td>${value(after)}</td></tr>`)) : ''}</li>`;

const value = said => said ?? html`<span class="well">${text('absent')}</span>`;

customElements.define('esteira-lineage', Lineage);

-- What the tables do by themselves once they are filled: indexes, row stamps, and the ledger, which thus also knows of
-- rows that somebody wrote by SQL.
create index on tco.OrdemProd (codEmpresa, situacao, numeroOP);
create index on tco.OrdemProd (codEmpresa, dataGeracao);
create index on tco.MovimentacaoOPFase (codEmpresa, numeroOP, seqRoteiro);
create index on tco.MovimentacaoOPFase (codEmpresa, dataMov);
create index on tco.MovimentacaoOPFase (codEmpresa, dataBaixa);
create index on cgi.Item2 (Empresa, codItemPai);
create index on ped.Pedido (codEmpresa, situacao);
create index on ped.PedidoItemGrade (codEmpresa, codPedido);
create index on ped.PedidoBloqComl (codEmpresa, codPedido);
create index on cre.PedidoCreditoBloq (Empresa, codPedido);
create index on tct.RemessaOPsDistribuicao (Empresa, codOP);
create index on tct.RemessasLoteOP (Empresa, codRemessa);
create index on tct.RetSimbolicoNF (Empresa, codOP);
create index on tct.RetSimbolicoNFERetorno (Empresa, codOP);
create index on protheus.sb1t10 (b1_filial, b1_cod);
create unique index on protheus.sc2t10 (c2_filial, c2_num, c2_item, c2_sequen, c2_itemgrd, r_e_c_d_e_l_);
create index on protheus.sc2t10 (c2_filial, c2_op);
create index on protheus.sc2t10 (c2_filial, r_e_c_n_o_) where c2_datrf = '' and d_e_l_e_t_ = '';
create index on protheus.sc2t10 (s_t_a_m_p_);
create index on protheus.sg2t10 (g2_filial, g2_produto, g2_codigo, g2_operac);
create index on protheus.sh6t10 (h6_filial, h6_op, h6_produto, h6_operac, h6_seq, h6_dataini, h6_horaini);
create index on protheus.sh6t10 (h6_filial, h6_dtapont);
create index on protheus.sh6t10 (s_t_a_m_p_);
create index on protheus.sh6t10 (h6_observa) where h6_observa <> '';
create index on protheus.sh6t10 (h6_filial, h6_recurso, h6_dataini) where h6_tipo = 'I';
create index on protheus.stot10 (sto_filial, sto_doc);
create index on protheus.cyvt10 (cyv_filial, cyv_nrorpo);
create index on protheus.sd3t10 (d3_filial, d3_op);
create index on protheus.sd3t10 (d3_ident);
create unique index on protheus.qpkt10 (qpk_filial, qpk_op, qpk_lote, qpk_numser, r_e_c_d_e_l_);
create index on protheus.qprt10 (qpr_filial, qpr_op, qpr_lote, qpr_operac);
create unique index on protheus.qpmt10 (qpm_filial, qpm_op, qpm_lote, qpm_numser, qpm_roteir, qpm_operac, r_e_c_d_e_l_);

create function ledger.now() returns timestamptz language sql stable as
$$ select coalesce(nullif(current_setting('plant.now', true), '')::timestamptz, clock_timestamp()) $$;

create function protheus.stamp() returns trigger language plpgsql as $$
begin
  new.s_t_a_m_p_ := ledger.now() at time zone 'UTC';
  return new;
end $$;

create function ledger.append(kind text, company text, key text, detail jsonb) returns void language sql as
$$ insert into ledger.entry (at, kind, company, key, detail) values (ledger.now(), kind, company, key, detail) $$;

-- The hub's code of a company of CSW.
create function ledger.company(codEmpresa char) returns text language sql immutable as
$$ select case rtrim(codEmpresa) when '1' then 'MATRIZ' when '9' then 'EXEMPLO' else rtrim(codEmpresa) end $$;

-- Stable, as what they call is: only then are they inlined, and a history of 200,000 rows is written in seconds.
create function ledger.detail(m tco.MovimentacaoOPFase) returns jsonb language sql stable as $$
  select jsonb_build_object('order', rtrim(m.numeroOP), 'phase', m.codFase, 'sequence', m.seqRoteiro, 'dataMov', m.dataMov,
    'dataBaixa', m.dataBaixa, 'horaMov', m.horaMov, 'quantity', m.totPecasOPBaixadas, 'operator', m.descOperMov) $$;

create function ledger.detail(o tco.OrdemProd) returns jsonb language sql stable as $$
  select jsonb_build_object('order', rtrim(o.numeroOP), 'style', rtrim(o.codProduto), 'lot', rtrim(o.codLote),
    'status', o.situacao, 'phase', o.codFaseAtual) $$;

create function ledger.detail(p ped.Pedido) returns jsonb language sql stable as $$
  select jsonb_build_object('order', rtrim(p.codPedido), 'status', p.situacao, 'planned', p.dataPrevFat) $$;

create function ledger.detail(r tct.RemessaOPsDistribuicao) returns jsonb language sql stable as $$
  select jsonb_build_object('order', rtrim(r.codOP), 'shipment', r.numRem, 'subcontractor', r.codFac, 'phase', r.codFase,
    'status', r.situac) $$;

create function ledger.detail(o protheus.sc2t10) returns jsonb language sql stable as $$
  select jsonb_build_object('branch', rtrim(o.c2_filial), 'order', rtrim(o.c2_op), 'item', rtrim(o.c2_produto),
    'quantity', o.c2_quant, 'produced', o.c2_quje, 'closed', rtrim(o.c2_datrf)) $$;

create function ledger.detail(h protheus.sh6t10) returns jsonb language sql stable as $$
  select jsonb_build_object('branch', rtrim(h.h6_filial), 'recno', h.r_e_c_n_o_, 'order', rtrim(h.h6_op),
    'operation', rtrim(h.h6_operac), 'item', rtrim(h.h6_produto), 'resource', rtrim(h.h6_recurso), 'good', h.h6_qtdprod,
    'scrap', h.h6_qtdperd, 'partTotal', h.h6_pt, 'from', h.h6_dataini || ' ' || h.h6_horaini,
    'to', h.h6_datafin || ' ' || h.h6_horafin, 'comments', rtrim(h.h6_observa)) $$;

create function ledger.on_csw_movement() returns trigger language plpgsql as $$
begin
  case tg_op
    when 'INSERT' then
      perform ledger.append('csw.movement', ledger.company(new.codEmpresa), rtrim(new.numeroOP) || '/' || new.seqRoteiro, ledger.detail(new));
    when 'UPDATE' then
      perform ledger.append('csw.movement.corrected', ledger.company(new.codEmpresa), rtrim(new.numeroOP) || '/' || new.seqRoteiro,
        ledger.detail(new) || jsonb_build_object('before', ledger.detail(old)));
    else
      perform ledger.append('csw.movement.deleted', ledger.company(old.codEmpresa), rtrim(old.numeroOP) || '/' || old.seqRoteiro,
        ledger.detail(old));
  end case;
  return null;
end $$;

create function ledger.on_csw_order() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    perform ledger.append('csw.order.opened', ledger.company(new.codEmpresa), rtrim(new.numeroOP), ledger.detail(new));
  elsif old.situacao <> new.situacao then
    perform ledger.append(case new.situacao when 2 then 'csw.order.closed' else 'csw.order.reopened' end, ledger.company(new.codEmpresa),
      rtrim(new.numeroOP), ledger.detail(new));
  end if;
  return null;
end $$;

create function ledger.on_csw_sale() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    perform ledger.append('csw.sale.opened', ledger.company(new.codEmpresa), rtrim(new.codPedido), ledger.detail(new));
  elsif old.situacao <> new.situacao then
    perform ledger.append(case new.situacao when 2 then 'csw.sale.invoiced' when 9 then 'csw.sale.cancelled' else 'csw.sale.reopened' end,
      ledger.company(new.codEmpresa), rtrim(new.codPedido), ledger.detail(new));
  end if;
  return null;
end $$;

create function ledger.on_csw_shipment() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' or old.situac <> new.situac then
    perform ledger.append(case new.situac when 2 then 'csw.shipment.opened' else 'csw.shipment.closed' end,
      ledger.company(new.Empresa), rtrim(new.codOP) || '/' || new.numRem, ledger.detail(new));
  end if;
  return null;
end $$;

create function ledger.on_csw_stock() returns trigger language plpgsql as $$
begin
  perform ledger.append('csw.stock', ledger.company(new.codEmpresa), rtrim(new.codItem) || '/' || new.codNatureza,
    jsonb_build_object('item', rtrim(new.codItem), 'class', new.codNatureza, 'quantity', new.estoqueAtual));
  return null;
end $$;

create function ledger.on_csw_forecast() returns trigger language plpgsql as $$
begin
  perform ledger.append('csw.forecast', ledger.company(new.Empresa), rtrim(new.codLote) || '/' || rtrim(new.codengenharia),
    jsonb_build_object('lot', rtrim(new.codLote), 'style', rtrim(new.codengenharia), 'colour', new.codSortimento,
      'size', new.codSeqTamanho, 'pieces', new.qtdePecasImplementadas));
  return null;
end $$;

create function ledger.on_protheus_order() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    perform ledger.append('protheus.order.opened', 'LATICINIO', rtrim(new.c2_op), ledger.detail(new));
  elsif (old.c2_datrf = '') <> (new.c2_datrf = '') then
    perform ledger.append(case when new.c2_datrf = '' then 'protheus.order.reopened' else 'protheus.order.closed' end,
      'LATICINIO', rtrim(new.c2_op), ledger.detail(new));
  end if;
  return null;
end $$;

create function ledger.detail(s protheus.stot10) returns jsonb language sql stable as $$
  select jsonb_build_object('branch', rtrim(s.sto_filial), 'id', s.sto_id, 'resource', rtrim(s.sto_cdmq), 'reason', rtrim(s.sto_motivo),
    'from', s.sto_inicio, 'to', s.sto_fim, 'document', rtrim(s.sto_doc), 'reversed', s.sto_estorn = 'S') $$;

create function ledger.on_stop() returns trigger language plpgsql as $$
begin
  perform ledger.append(case when tg_op = 'INSERT' then 'protheus.stop'
    when old.sto_estorn <> new.sto_estorn then 'protheus.stop.reversed' else 'protheus.stop.corrected' end,
    'LATICINIO', new.sto_id, ledger.detail(new));
  return null;
end $$;

create function ledger.on_sh6() returns trigger language plpgsql as $$
begin
  if new.h6_tipo = 'I' then
    perform ledger.append('protheus.sh6.stop' || case when tg_op = 'INSERT' then ''
      when old.d_e_l_e_t_ <> new.d_e_l_e_t_ then '.reversed' else '.corrected' end, 'LATICINIO', new.r_e_c_n_o_::text,
      ledger.detail(new) || jsonb_build_object('reason', rtrim(new.h6_motivo)));
    return null;
  end if;
  if tg_op = 'INSERT' then
    perform ledger.append('protheus.sh6', 'LATICINIO', new.r_e_c_n_o_::text, ledger.detail(new));
  elsif old.d_e_l_e_t_ <> new.d_e_l_e_t_ then
    perform ledger.append('protheus.sh6.reversed', 'LATICINIO', new.r_e_c_n_o_::text, ledger.detail(new));
  else
    perform ledger.append('protheus.sh6.corrected', 'LATICINIO', new.r_e_c_n_o_::text,
      ledger.detail(new) || jsonb_build_object('before', ledger.detail(old)));
  end if;
  return null;
end $$;

create function ledger.on_sbc() returns trigger language plpgsql as $$
begin
  perform ledger.append('protheus.sbc', 'LATICINIO', new.r_e_c_n_o_::text, jsonb_build_object('branch', rtrim(new.bc_filial),
    'order', rtrim(new.bc_op), 'operation', rtrim(new.bc_operac), 'reason', rtrim(new.bc_motivo), 'quantity', new.bc_quant));
  return null;
end $$;

create function ledger.detail(k protheus.qpkt10) returns jsonb language sql stable as $$
  select jsonb_build_object('branch', rtrim(k.qpk_filial), 'recno', k.r_e_c_n_o_, 'order', rtrim(k.qpk_op),
    'item', rtrim(k.qpk_produt), 'lot', rtrim(k.qpk_lote), 'lotSize', k.qpk_tamlot, 'situation', rtrim(k.qpk_sitop)) $$;

create function ledger.detail(m protheus.qpmt10) returns jsonb language sql stable as $$
  select jsonb_build_object('branch', rtrim(m.qpm_filial), 'order', rtrim(m.qpm_op), 'lot', rtrim(m.qpm_lote),
    'operation', rtrim(m.qpm_operac), 'verdict', m.qpm_laudo) $$;

create function ledger.on_inspection() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    perform ledger.append('protheus.inspection.opened', 'LATICINIO', new.r_e_c_n_o_::text, ledger.detail(new));
  elsif old.d_e_l_e_t_ <> new.d_e_l_e_t_ then
    perform ledger.append('protheus.inspection.deleted', 'LATICINIO', new.r_e_c_n_o_::text, ledger.detail(new));
  elsif old.qpk_sitop <> new.qpk_sitop then
    perform ledger.append('protheus.inspection.decided', 'LATICINIO', new.r_e_c_n_o_::text, ledger.detail(new));
  end if;
  return null;
end $$;

create function ledger.on_verdict() returns trigger language plpgsql as $$
begin
  perform ledger.append('protheus.verdict', 'LATICINIO', rtrim(new.qpm_op) || '/' || rtrim(new.qpm_operac), ledger.detail(new));
  return null;
end $$;

-- The history that the plant was born with.
insert into ledger.entry (at, kind, company, key, detail)
  select ledger.now(), 'csw.order.opened', ledger.company(o.codEmpresa), rtrim(o.numeroOP), ledger.detail(o) from tco.OrdemProd o
  order by o.numeroOP;
insert into ledger.entry (at, kind, company, key, detail)
  select ledger.now(), 'csw.order.closed', ledger.company(o.codEmpresa), rtrim(o.numeroOP), ledger.detail(o) from tco.OrdemProd o
  where o.situacao = 2 order by o.numeroOP;
insert into ledger.entry (at, kind, company, key, detail)
  select ledger.now(), 'csw.movement', ledger.company(m.codEmpresa), rtrim(m.numeroOP) || '/' || m.seqRoteiro, ledger.detail(m)
  from tco.MovimentacaoOPFase m;
insert into ledger.entry (at, kind, company, key, detail)
  select ledger.now(), 'csw.sale.opened', ledger.company(p.codEmpresa), rtrim(p.codPedido), ledger.detail(p)
  from ped.Pedido p order by p.codPedido;
insert into ledger.entry (at, kind, company, key, detail)
  select ledger.now(), case r.situac when 2 then 'csw.shipment.opened' else 'csw.shipment.closed' end,
    ledger.company(r.Empresa), rtrim(r.codOP) || '/' || r.numRem, ledger.detail(r)
  from tct.RemessaOPsDistribuicao r order by r.numRem;
insert into ledger.entry (at, kind, company, key, detail)
  select ledger.now(), 'protheus.order.opened', 'LATICINIO', rtrim(o.c2_op), ledger.detail(o) from protheus.sc2t10 o
  order by o.r_e_c_n_o_;
insert into ledger.entry (at, kind, company, key, detail)
  select ledger.now(), 'protheus.order.closed', 'LATICINIO', rtrim(o.c2_op), ledger.detail(o) from protheus.sc2t10 o
  where o.c2_datrf <> '' order by o.r_e_c_n_o_;
insert into ledger.entry (at, kind, company, key, detail)
  select ledger.now(), 'protheus.sh6', 'LATICINIO', h.r_e_c_n_o_::text, ledger.detail(h) from protheus.sh6t10 h
  order by h.r_e_c_n_o_;
insert into ledger.entry (at, kind, company, key, detail)
  select ledger.now(), 'protheus.stop', 'LATICINIO', s.sto_id, ledger.detail(s) from protheus.stot10 s order by s.r_e_c_n_o_;

insert into ledger.entry (at, kind, company, key, detail)
  select ledger.now(), 'protheus.inspection.opened', 'LATICINIO', k.r_e_c_n_o_::text, ledger.detail(k) from protheus.qpkt10 k
  order by k.r_e_c_n_o_;
insert into ledger.entry (at, kind, company, key, detail)
  select ledger.now(), 'protheus.verdict', 'LATICINIO', rtrim(m.qpm_op) || '/' || rtrim(m.qpm_operac), ledger.detail(m)
  from protheus.qpmt10 m order by m.r_e_c_n_o_;

create index on ledger.entry (kind, id);

create trigger ledger after insert or update or delete on tco.MovimentacaoOPFase
  for each row execute function ledger.on_csw_movement();
create trigger ledger after insert or update on tco.OrdemProd for each row execute function ledger.on_csw_order();
create trigger ledger after insert or update on ped.Pedido for each row execute function ledger.on_csw_sale();
create trigger ledger after insert or update on tct.RemessaOPsDistribuicao
  for each row execute function ledger.on_csw_shipment();
create trigger ledger after insert or update on est.DadosEstoque for each row execute function ledger.on_csw_stock();
create trigger ledger after insert or update on tcl.LoteSeqTamanho for each row execute function ledger.on_csw_forecast();
create trigger ledger after insert or update on protheus.sc2t10 for each row execute function ledger.on_protheus_order();
create trigger ledger after insert or update on protheus.sh6t10 for each row execute function ledger.on_sh6();
create trigger ledger after insert or update on protheus.stot10 for each row execute function ledger.on_stop();
create trigger ledger after insert on protheus.sbct10 for each row execute function ledger.on_sbc();
create trigger ledger after insert or update on protheus.qpkt10 for each row execute function ledger.on_inspection();
create trigger ledger after insert or update on protheus.qpmt10 for each row execute function ledger.on_verdict();

do $$
declare t text;
begin
  foreach t in array array['sb1', 'sc2', 'sg2', 'sh1', 'shb', 'sh6', 'sd3', 'sbc', 'cyv', 't4k', 'qpk', 'qqk',
    'qpr', 'qpm', 'sx5', 'sto'] loop
    execute format('create trigger stamp before insert or update on protheus.%st10
      for each row execute function protheus.stamp()', t);
    execute format('select setval(pg_get_serial_sequence(''protheus.%st10'', ''r_e_c_n_o_''),
      greatest((select max(r_e_c_n_o_) from protheus.%st10), 1), exists (select from protheus.%st10))', t, t, t);
  end loop;
end $$;

-- Accounts of the readers. Roles belong to the whole server, so they may exist already.
-- One plant after the other: who was just told that a role exists may not find it yet where rights are granted to it.
do $$
begin
  lock table pg_catalog.pg_authid in share row exclusive mode;
end $$;
do $$
begin
  create role csw_reader login password 'csw';
exception when duplicate_object or unique_violation then null;
end $$;
do $$
begin
  create role pcp_reader login password 'pcp';
exception when duplicate_object or unique_violation then null;
end $$;
do $$
begin
  create role protheus_reader nologin;
exception when duplicate_object or unique_violation then null;
end $$;
grant usage on schema tco, tcp, tcl, cgi, tcg, tct, ped, fat, cre, est to csw_reader;
grant select on all tables in schema tco, tcp, tcl, cgi, tcg, tct, ped, fat, cre, est to csw_reader;
grant usage on schema pcp, backup to pcp_reader;
grant select on all tables in schema pcp, backup to pcp_reader;
grant usage on schema protheus to protheus_reader;
grant select on all tables in schema protheus to protheus_reader;

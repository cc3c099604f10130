-- What the tables do by themselves once they are filled: indexes, row stamps, and the ledger, which thus also knows of
-- rows that somebody wrote by SQL.
create index on tco.OrdemProd (codEmpresa, situacao, numeroOP);
create index on tco.OrdemProd (codEmpresa, dataGeracao);
create index on tco.MovimentacaoOPFase (codEmpresa, numeroOP, seqRoteiro);
create index on tco.MovimentacaoOPFase (codEmpresa, dataMov);
create index on tco.MovimentacaoOPFase (codEmpresa, dataBaixa);
create index on cgi.Item2 (Empresa, codItemPai);
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

create function ledger.now() returns timestamptz language sql stable as
$$ select coalesce(nullif(current_setting('plant.now', true), '')::timestamptz, clock_timestamp()) $$;

create function protheus.stamp() returns trigger language plpgsql as $$
begin
  new.s_t_a_m_p_ := ledger.now() at time zone 'UTC';
  return new;
end $$;

create function ledger.append(kind text, company text, key text, detail jsonb) returns void language sql as
$$ insert into ledger.entry (at, kind, company, key, detail) values (ledger.now(), kind, company, key, detail) $$;

-- Stable, as what they call is: only then are they inlined, and a history of 200,000 rows is written in seconds.
create function ledger.detail(m tco.MovimentacaoOPFase) returns jsonb language sql stable as $$
  select jsonb_build_object('order', rtrim(m.numeroOP), 'phase', m.codFase, 'sequence', m.seqRoteiro, 'dataMov', m.dataMov,
    'dataBaixa', m.dataBaixa, 'horaMov', m.horaMov, 'quantity', m.totPecasOPBaixadas, 'operator', m.descOperMov) $$;

create function ledger.detail(o tco.OrdemProd) returns jsonb language sql stable as $$
  select jsonb_build_object('order', rtrim(o.numeroOP), 'style', rtrim(o.codProduto), 'lot', rtrim(o.codLote),
    'status', o.situacao, 'phase', o.codFaseAtual) $$;

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
      perform ledger.append('csw.movement', 'MATRIZ', rtrim(new.numeroOP) || '/' || new.seqRoteiro, ledger.detail(new));
    when 'UPDATE' then
      perform ledger.append('csw.movement.corrected', 'MATRIZ', rtrim(new.numeroOP) || '/' || new.seqRoteiro,
        ledger.detail(new) || jsonb_build_object('before', ledger.detail(old)));
    else
      perform ledger.append('csw.movement.deleted', 'MATRIZ', rtrim(old.numeroOP) || '/' || old.seqRoteiro,
        ledger.detail(old));
  end case;
  return null;
end $$;

create function ledger.on_csw_order() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    perform ledger.append('csw.order.opened', 'MATRIZ', rtrim(new.numeroOP), ledger.detail(new));
  elsif old.situacao <> new.situacao then
    perform ledger.append(case new.situacao when 2 then 'csw.order.closed' else 'csw.order.reopened' end, 'MATRIZ',
      rtrim(new.numeroOP), ledger.detail(new));
  end if;
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

-- The history that the plant was born with.
insert into ledger.entry (at, kind, company, key, detail)
  select ledger.now(), 'csw.order.opened', 'MATRIZ', rtrim(o.numeroOP), ledger.detail(o) from tco.OrdemProd o
  order by o.numeroOP;
insert into ledger.entry (at, kind, company, key, detail)
  select ledger.now(), 'csw.order.closed', 'MATRIZ', rtrim(o.numeroOP), ledger.detail(o) from tco.OrdemProd o
  where o.situacao = 2 order by o.numeroOP;
insert into ledger.entry (at, kind, company, key, detail)
  select ledger.now(), 'csw.movement', 'MATRIZ', rtrim(m.numeroOP) || '/' || m.seqRoteiro, ledger.detail(m)
  from tco.MovimentacaoOPFase m;
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

create index on ledger.entry (kind, id);

create trigger ledger after insert or update or delete on tco.MovimentacaoOPFase
  for each row execute function ledger.on_csw_movement();
create trigger ledger after insert or update on tco.OrdemProd for each row execute function ledger.on_csw_order();
create trigger ledger after insert or update on protheus.sc2t10 for each row execute function ledger.on_protheus_order();
create trigger ledger after insert or update on protheus.sh6t10 for each row execute function ledger.on_sh6();
create trigger ledger after insert or update on protheus.stot10 for each row execute function ledger.on_stop();
create trigger ledger after insert on protheus.sbct10 for each row execute function ledger.on_sbc();

do $$
declare t text;
begin
  foreach t in array array['sb1', 'sc2', 'sg2', 'sh1', 'shb', 'sh6', 'sd3', 'sbc', 'cyv', 't4k', 'sx5', 'sto'] loop
    execute format('create trigger stamp before insert or update on protheus.%st10
      for each row execute function protheus.stamp()', t);
    execute format('select setval(pg_get_serial_sequence(''protheus.%st10'', ''r_e_c_n_o_''),
      greatest((select max(r_e_c_n_o_) from protheus.%st10), 1), exists (select from protheus.%st10))', t, t, t);
  end loop;
end $$;

-- Accounts of the readers. Roles belong to the whole server, so they may exist already.
do $$
begin
  create role csw_reader login password 'csw';
exception when duplicate_object or unique_violation then null;
end $$;
do $$
begin
  create role protheus_reader nologin;
exception when duplicate_object or unique_violation then null;
end $$;
grant usage on schema tco, tcp, tcl, cgi to csw_reader;
grant select on all tables in schema tco, tcp, tcl, cgi to csw_reader;
grant usage on schema protheus to protheus_reader;
grant select on all tables in schema protheus to protheus_reader;

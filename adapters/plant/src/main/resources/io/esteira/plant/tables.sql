-- Tables of the simulated plant, before they are filled. Names are unquoted: their case does not matter.
create schema plant;
create schema ledger;
create schema tco;
create schema tcp;
create schema tcl;
create schema cgi;
create schema protheus;

create table plant.state (name text primary key, value text not null);
create table plant.parameter (name text primary key, value text not null);
create table plant.cell (
  number integer primary key, name text not null, product text not null, target integer not null,
  good bigint not null, bad bigint not null, status text not null, last_at timestamptz not null,
  stopped_at timestamptz
);
create table ledger.entry (
  id bigint generated always as identity primary key, at timestamptz not null, kind text not null,
  company text not null, key text not null, detail jsonb not null
);

-- CSW ---------------------------------------------------------------------------------------------------------------
create table tco.OrdemProd (
  codEmpresa char(4) not null, numeroOP char(12) not null, codLote char(10) not null, codProduto char(16) not null,
  codTipoOP integer not null, codFaseAtual integer not null, codSeqRoteiroAtual integer not null, codPrioridadeOP integer,
  situacao integer not null, dataInicio varchar(10), dataFim varchar(10), dataGeracao varchar(10),
  dataPrevisaoTermino varchar(10), primary key (codEmpresa, numeroOP)
);
create table tco.OrdemProdTamanhos (
  codEmpresa char(4) not null, numeroOP char(12) not null, codProduto char(16) not null, codItem char(12) not null,
  codSortimento integer not null, seqTamanho integer not null, qtdePecasProgramadas numeric(15, 3),
  qtdePecas1Qualidade numeric(15, 3), qtdePecas2Qualidade numeric(15, 3), qtdePecasImplementadas numeric(15, 3),
  codLote char(10) not null, primary key (codEmpresa, numeroOP, codSortimento, seqTamanho)
);
create table tco.RoteiroOP (
  codEmpresa char(4) not null, numeroOP char(12) not null, codLote char(10) not null, codSeqRoteiro integer not null,
  codFase integer not null, observacao1 varchar(60), primary key (codEmpresa, numeroOP, codSeqRoteiro)
);
-- No key: the same order passes the same phase in parts.
create table tco.MovimentacaoOPFase (
  codEmpresa char(4) not null, numeroOP char(12) not null, codLote char(10), codFase integer not null,
  seqRoteiro integer not null, dataMov varchar(10), dataBaixa varchar(10), horaMov varchar(8),
  totPecasOPBaixadas numeric(15, 3), codFaccionista integer, nomeFaccionista varchar(60), descOperMov varchar(40)
);
create table tcp.FasesProducao (
  codEmpresa char(4) not null, codFase integer not null, nome varchar(60) not null, tipoFase integer, leadTime integer,
  primary key (codEmpresa, codFase)
);
create table tcp.Engenharia (
  codEmpresa char(4) not null, codEngenharia char(16) not null, descricao varchar(80) not null,
  primary key (codEmpresa, codEngenharia)
);
create table tcp.TipoOP (
  Empresa char(4) not null, codTipo integer not null, nome varchar(40) not null, primary key (Empresa, codTipo)
);
create table tcp.PrioridadeOP (
  Empresa char(4) not null, codPrioridadeOP integer not null, descricao varchar(40) not null,
  primary key (Empresa, codPrioridadeOP)
);
create table tcp.Tamanhos (
  codEmpresa char(4) not null, sequencia integer not null, descricao varchar(10) not null,
  primary key (codEmpresa, sequencia)
);
create table tcp.SortimentosProduto (
  codEmpresa char(4) not null, codProduto char(16) not null, codSortimento integer not null, corbase char(6),
  nomeCorBase varchar(30), primary key (codEmpresa, codProduto, codSortimento)
);
create table tcl.Lote (
  codEmpresa char(4) not null, codLote char(10) not null, descricao varchar(60) not null, primary key (codEmpresa, codLote)
);
create table cgi.Item (codigo char(12) primary key, nome varchar(80) not null, unidadeMedida char(4) not null);
create table cgi.Item2 (
  Empresa char(4) not null, codItem char(12) not null, codItemPai char(12) not null, codSortimento integer not null,
  codSeqTamanho integer not null, codCor char(6), codEditado varchar(30), primary key (Empresa, codItem)
);

-- Protheus: group T1, physical name = alias + T10; D_E_L_E_T_ '*' marks a deleted row --------------------------------
create table protheus.sb1t10 (
  b1_filial char(8) not null, b1_cod char(15) not null, b1_desc char(30) not null, b1_tipo char(2) not null,
  b1_um char(2) not null, b1_locpad char(2) not null, b1_grupo char(4) not null, b1_qb numeric(12, 2) not null,
  b1_operpad char(2) not null, b1_rastro char(1) not null, b1_prvalid numeric(6) not null, b1_msblql char(1) not null
);
create table protheus.sc2t10 (
  c2_filial char(8) not null, c2_num char(6) not null, c2_item char(2) not null, c2_sequen char(3) not null,
  c2_itemgrd char(3) not null, c2_op char(14) not null, c2_produto char(15) not null, c2_local char(2) not null,
  c2_um char(2) not null, c2_cc char(9) not null, c2_quant numeric(12, 2) not null, c2_quje numeric(12, 2) not null,
  c2_perda numeric(12, 2) not null, c2_emissao char(8) not null, c2_datpri char(8) not null, c2_datprf char(8) not null,
  c2_datrf char(8) not null, c2_prior char(3) not null, c2_tpop char(1) not null, c2_status char(1) not null,
  c2_tppr char(1) not null, c2_roteiro char(2) not null, c2_revisao char(3) not null, c2_pedido char(6) not null,
  c2_itempv char(2) not null, c2_blqapon char(1) not null, c2_obs char(30) not null, c2_diasoci numeric(3) not null,
  c2_seqpai char(3) not null
);
create table protheus.sg2t10 (
  g2_filial char(8) not null, g2_produto char(15) not null, g2_codigo char(2) not null, g2_operac char(2) not null,
  g2_descri char(20) not null, g2_recurso char(6) not null, g2_ctrab char(6) not null, g2_ferram char(6) not null,
  g2_tempad numeric(10, 4) not null, g2_lotepad numeric(10, 2) not null, g2_setup numeric(7, 2) not null
);
create table protheus.sh1t10 (
  h1_filial char(8) not null, h1_codigo char(6) not null, h1_descri char(30) not null, h1_ctrab char(6) not null
);
create table protheus.shbt10 (hb_filial char(8) not null, hb_cod char(6) not null, hb_nome char(30) not null);
create table protheus.sh6t10 (
  h6_filial char(8) not null, h6_op char(14) not null, h6_produto char(15) not null, h6_operac char(2) not null,
  h6_seq char(3) not null default '', h6_recurso char(6) not null, h6_ferram char(6) not null default '',
  h6_dataini char(8) not null, h6_horaini char(5) not null, h6_datafin char(8) not null, h6_horafin char(5) not null,
  h6_qtdprod numeric(12, 2) not null, h6_qtdperd numeric(12, 2) not null, h6_pt char(1) not null,
  h6_dtapont char(8) not null, h6_dtprod char(8) not null, h6_tipo char(1) not null default 'P',
  h6_tempo char(6) not null default '', h6_motivo char(2) not null default '', h6_operado char(10) not null default '',
  h6_desdobr char(3) not null default '', h6_lotectl char(10) not null default '', h6_numlote char(6) not null default '',
  h6_dtvalid char(8) not null default '', h6_local char(2) not null, h6_ident char(9) not null,
  h6_observa char(60) not null default ''
);
create table protheus.sd3t10 (
  d3_filial char(8) not null, d3_tm char(3) not null, d3_cf char(3) not null, d3_op char(14) not null,
  d3_cod char(15) not null, d3_um char(2) not null, d3_quant numeric(12, 2) not null, d3_local char(2) not null,
  d3_doc char(9) not null, d3_emissao char(8) not null, d3_numseq char(6) not null, d3_parctot char(1) not null,
  d3_perda numeric(12, 2) not null, d3_estorno char(1) not null default '', d3_lotectl char(10) not null default '',
  d3_cc char(9) not null default '', d3_ident char(9) not null
);
create table protheus.sbct10 (
  bc_filial char(8) not null, bc_op char(14) not null, bc_operac char(2) not null, bc_recurso char(6) not null,
  bc_produto char(15) not null, bc_locorig char(2) not null, bc_quant numeric(12, 2) not null, bc_motivo char(2) not null,
  bc_tipo char(1) not null, bc_data char(8) not null
);
-- Reports of the shop floor (SIGASFC): only the fields that its service fills.
create table protheus.cyvt10 (
  cyv_filial char(8) not null, cyv_nrorpo char(14) not null, cyv_cdat char(2) not null, cyv_idat char(6) not null,
  cyv_idatqo char(6) not null, cyv_cdmq char(6) not null, cyv_cdacrp char(15) not null, cyv_dtrpbg char(8) not null,
  cyv_hrrpbg char(5) not null, cyv_dtrped char(8) not null, cyv_hrrped char(5) not null, cyv_qtatrp numeric(12, 2) not null,
  cyv_qtatap numeric(12, 2) not null, cyv_nrdo char(16) not null
);
-- Generic tables: reasons of stops are table 44.
create table protheus.sx5t10 (
  x5_filial char(8) not null, x5_tabela char(2) not null, x5_chave char(6) not null, x5_descri char(55) not null
);
-- Stops of machines (SIGASFC); what TOTVS calls this table and its columns is not published, these are the simulator's.
create table protheus.stot10 (
  sto_filial char(8) not null, sto_cdmq char(20) not null, sto_op char(20) not null, sto_cdat char(10) not null,
  sto_motivo char(8) not null, sto_tipo char(1) not null, sto_operad char(20) not null, sto_inicio varchar(19) not null,
  sto_fim varchar(19) not null, sto_apont varchar(19) not null, sto_doc char(20) not null, sto_obs text not null,
  sto_estorn char(1) not null default 'N'
);
-- The pending appointments; the real column names are not published, these are the simulator's.
create table protheus.t4kt10 (
  t4k_filial char(8) not null, t4k_id char(10) not null, t4k_op char(14) not null, t4k_operac char(2) not null,
  t4k_quant numeric(12, 2) not null, t4k_status char(1) not null, t4k_data char(8) not null, t4k_hora char(5) not null,
  t4k_msg text not null
);

do $$
declare t text;
begin
  foreach t in array array['sb1', 'sc2', 'sg2', 'sh1', 'shb', 'sh6', 'sd3', 'sbc', 'cyv', 't4k', 'sx5', 'sto'] loop
    execute format('alter table protheus.%st10 add d_e_l_e_t_ char(1) not null default '' '',
      add r_e_c_n_o_ bigint generated by default as identity primary key,
      add r_e_c_d_e_l_ bigint not null default 0, add s_t_a_m_p_ timestamp', t);
  end loop;
end $$;
alter table protheus.stot10 add sto_id text generated always as (lpad(r_e_c_n_o_::text, 10, '0')) stored;

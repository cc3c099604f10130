-- Tables of the simulated plant, before they are filled. Names are unquoted: their case does not matter.
create schema plant;
create schema ledger;
create schema tco;
create schema tcp;
create schema tcl;
create schema cgi;
create schema tcg;
create schema tct;
create schema ped;
create schema fat;
create schema cre;
create schema est;
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
create table tcl.LoteSeqTamanho (
  Empresa char(4) not null, codLote char(10) not null, codengenharia char(16) not null, codSeqTamanho integer not null,
  codSortimento integer not null, qtdePecasImplementadas numeric(15, 3) not null,
  primary key (Empresa, codLote, codengenharia, codSeqTamanho, codSortimento)
);
create table tcp.ProcessosEngenharia (
  codEmpresa char(4) not null, codEngenharia char(16) not null, codFase integer not null, nomeFase varchar(60),
  seqProcesso integer not null, primary key (codEmpresa, codEngenharia, seqProcesso)
);
create table tcp.ComponentesVariaveis (
  codEmpresa char(4) not null, codProduto char(16) not null, CodComponente char(16) not null, codSequencia integer not null,
  codClassifComponente integer not null, codAplicacao varchar(20), codSortimento varchar(200),
  primary key (codEmpresa, codProduto, codSequencia)
);
create table tcp.CompVarSorGraTam (
  codEmpresa char(4) not null, codProduto char(16) not null, sequencia integer not null, codSortimento integer not null,
  seqTamanho integer not null, quantidade numeric(15, 5) not null,
  primary key (codEmpresa, codProduto, sequencia, codSortimento, seqTamanho)
);
create table tcp.Colecoes (
  codEmpresa char(4) not null, codColecao integer not null, nome varchar(60) not null, primary key (codEmpresa, codColecao)
);
create table tcg.Faccionista (
  Empresa char(4) not null, codFaccionista integer not null, nome varchar(60) not null, primary key (Empresa, codFaccionista)
);
create table tct.RemessaOPsDistribuicao (
  Empresa char(4) not null, codOP char(14) not null, codFac integer not null, codFase integer not null, numRem integer not null,
  situac integer not null, tiprem integer not null, datLib varchar(10), primary key (Empresa, numRem)
);
create table tct.RemessasLoteOP (
  Empresa char(4) not null, codRemessa integer not null, qtdPecasRem numeric(15, 3) not null
);
create table tct.RetSimbolicoNF (
  Empresa char(4) not null, codFase integer not null, codFaccio integer not null, codOP char(14) not null,
  dataEmissao varchar(10) not null, qtdRemetidas numeric(15, 3) not null
);
create table tct.RetSimbolicoNFERetorno (
  Empresa char(4) not null, codFase integer not null, codFaccio integer not null, codOP char(14) not null,
  quantidade numeric(15, 3) not null, dataEntrada varchar(10) not null
);
create table ped.Pedido (
  codEmpresa char(4) not null, codPedido char(10) not null, codCliente integer, codTipoNota integer, dataEmissao varchar(10),
  dataPrevFat varchar(10), codRepresentante integer, vlrPedido numeric(15, 2), qtdPecasFaturadas numeric(15, 3),
  situacao integer not null, descricaoCondVenda varchar(40), primary key (codEmpresa, codPedido)
);
create table ped.PedidoItemGrade (
  codEmpresa char(4) not null, codPedido char(10) not null, codItem integer not null, codProduto char(12) not null,
  qtdePedida numeric(15, 3) not null, qtdeFaturada numeric(15, 3), qtdeCancelada numeric(15, 3)
);
create table ped.PedidoBloqComl (codEmpresa char(4) not null, codPedido char(10) not null, situacaoBloq integer not null);
create table cre.PedidoCreditoBloq (Empresa char(4) not null, codPedido char(10) not null, situacao integer not null);
create table fat.TipoDeNotaPadrao (codigo integer primary key, descricao varchar(60) not null);
create table est.DadosEstoque (
  codEmpresa char(4) not null, codItem char(12) not null, codNatureza integer not null, estoqueAtual numeric(15, 3) not null,
  estReservPedido numeric(15, 3), primary key (codEmpresa, codItem, codNatureza)
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
-- Quality of processes (SIGAQIP): inspections, which operations of an item are inspected, samples, verdicts by operation.
create table protheus.qpkt10 (
  qpk_filial char(8) not null, qpk_op char(14) not null, qpk_lote char(10) not null, qpk_numser char(20) not null,
  qpk_produt char(15) not null, qpk_revi char(2) not null, qpk_tamlot numeric(12, 2) not null, qpk_um char(2) not null,
  qpk_emissa char(8) not null, qpk_dtprod char(8) not null, qpk_client char(6) not null, qpk_loja char(2) not null,
  qpk_sitop char(1) not null
);
create table protheus.qqkt10 (
  qqk_filial char(8) not null, qqk_produt char(15) not null, qqk_revipr char(2) not null, qqk_codigo char(2) not null,
  qqk_operac char(2) not null, qqk_descri char(30) not null, qqk_recurs char(6) not null
);
create table protheus.qprt10 (
  qpr_filial char(8) not null, qpr_op char(14) not null, qpr_lote char(10) not null, qpr_produt char(15) not null,
  qpr_roteir char(2) not null, qpr_operac char(2) not null, qpr_result char(1) not null
);
create table protheus.qpmt10 (
  qpm_filial char(8) not null, qpm_op char(14) not null, qpm_lote char(10) not null, qpm_numser char(20) not null,
  qpm_produt char(15) not null, qpm_roteir char(2) not null, qpm_operac char(2) not null, qpm_laudo char(1) not null
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
  foreach t in array array['sb1', 'sc2', 'sg2', 'sh1', 'shb', 'sh6', 'sd3', 'sbc', 'cyv', 't4k', 'qpk', 'qqk',
    'qpr', 'qpm', 'sx5', 'sto'] loop
    execute format('alter table protheus.%st10 add d_e_l_e_t_ char(1) not null default '' '',
      add r_e_c_n_o_ bigint generated by default as identity primary key,
      add r_e_c_d_e_l_ bigint not null default 0, add s_t_a_m_p_ timestamp', t);
  end loop;
end $$;
alter table protheus.stot10 add sto_id text generated always as (lpad(r_e_c_n_o_::text, 10, '0')) stored;

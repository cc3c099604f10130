-- The planning database beside CSW, before it is filled: names, cases and types are those of a system that has grown, and numbers of plans
-- are text, as are their dates, in two forms.
create schema pcp;
create schema backup;

create table pcp."Plano" (
  "codEmpresa" varchar(50), codigo varchar(50) primary key, "descricaoPlano" varchar(255), "inicioVenda" varchar(50), "FimVenda" varchar(50),
  "inicoFat" varchar(50), "finalFat" varchar(50), "usuarioGerador" varchar(50), "dataGeracao" varchar(50)
);
create table pcp."LoteporPlano" (
  id serial primary key, plano varchar not null, lote varchar not null, nomelote varchar, "codEmpresa" varchar, "cons_Pcp_faltaProg" boolean
);
create table pcp."tipoNotaporPlano" (
  id serial primary key, "tipo nota" varchar not null, nome varchar not null, plano varchar not null
);
create table pcp."colecoesPlano" (
  id serial primary key, plano varchar not null, colecao varchar not null, nomecolecao varchar
);
create table pcp."Metas" (
  "codPlano" varchar not null, marca varchar not null, "metaFinanceira" varchar, "metaPecas" varchar
);
create table pcp."Meta_Categoria_Plano" (
  "codPlano" varchar not null, "nomeCategoria" varchar not null, marca varchar not null, "metaPc" varchar, "metaFinanceira" varchar
);
create table pcp.calendario_plano_fases (
  plano varchar not null, codfase varchar not null, datainico varchar, datafim varchar, primary key (plano, codfase)
);
create table pcp."CadastroFeriados" ("data" varchar not null, "descricaoFeriado" varchar);

create table pcp."SeqApresentacao" ("nomeFase" varchar primary key, apresentacao integer);
create table pcp."responsabilidadeFase" ("codFase" varchar primary key, responsavel varchar, "metaLeadTime" integer);
create table pcp.faccionista (codfaccionista integer primary key, nomefaccionista varchar, apelidofaccionista varchar);
create table pcp."faccaoCategoria" (
  codfaccionista integer not null, nomecategoria varchar not null, "Capacidade/dia" integer, "leadTime" integer,
  primary key (codfaccionista, nomecategoria)
);
create table pcp.leadtime_categorias (codfase varchar not null, categoria varchar not null, leadtime integer, limite_atencao integer);
create table pcp."StatusTerceirizadoOP" (
  usuario varchar, "dataMarcacao" varchar, numeroop varchar not null, justificativa varchar, status varchar, "statusAtualizacao" varchar,
  "dataPrevAtualizada" varchar
);
create table pcp.ordemprod (
  "codProduto" text, numeroop text, "codSortimento" text, "seqTamanho" text, "codEmpresa" text, "codFaseAtual" text, total_pcs double precision,
  "codTipoOP" text, "seqAtual" text, codreduzido text, categoria text, id text, ocorrencia_sku text, "qtdAcumulada" double precision
);
create table pcp.justificativa (ordemprod varchar not null, fase varchar not null, justificativa varchar);
create table pcp.realizado_fase (
  "codEmpresa" varchar, numeroop varchar, codfase varchar, seqroteiro integer, databaixa varchar, "nomeFaccionista" varchar,
  "codFaccionista" varchar, "horaMov" varchar, "totPecasOPBaixadas" double precision, "descOperMov" varchar, "codEngenharia" varchar,
  codtipoop varchar, descricaolote varchar, chave varchar primary key
);

-- What the screen of targets has saved, phase by phase, each day; that system computes its numbers in floating point.
create table backup."metaFase" (
  plano varchar not null, "dataBackup" varchar not null, "codFase" varchar not null, "nomeFase" varchar, previsao double precision,
  "FaltaProgramar" double precision, dias double precision, "Carga Atual" double precision, "Fila" double precision,
  "Falta Produzir" double precision, "Meta Dia" double precision, primary key (plano, "dataBackup", "codFase")
);

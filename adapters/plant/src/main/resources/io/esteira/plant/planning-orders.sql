-- Open orders as the planning database has copied them from CSW, once CSW is filled.
insert into pcp.ordemprod ("codProduto", numeroop, "codSortimento", "seqTamanho", "codEmpresa", "codFaseAtual", total_pcs, "codTipoOP",
  "seqAtual", codreduzido, categoria)
select rtrim(o.codProduto), rtrim(o.numeroOP), t.codSortimento, t.seqTamanho, rtrim(o.codEmpresa), o.codFaseAtual,
       coalesce(t.qtdePecas1Qualidade, t.qtdePecasProgramadas), o.codTipoOP, o.codSeqRoteiroAtual, rtrim(t.codItem), '-'
from tco.OrdemProd o
join tco.OrdemProdTamanhos t on t.codEmpresa = o.codEmpresa and t.numeroOP = o.numeroOP
where o.situacao = 3;

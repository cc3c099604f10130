-- Plans of a company, with what is linked to them. A lot that is linked twice is one lot.
SELECT trim(p.codigo) AS chave, p.codigo, p."descricaoPlano", p."inicioVenda", p."FimVenda", p."inicoFat", p."finalFat",
       (SELECT json_agg(json_build_object('lote', l.lote, 'cons_Pcp_faltaProg', l.falta) ORDER BY l.lote)
          FROM (SELECT trim(x.lote) AS lote, coalesce(bool_or(x."cons_Pcp_faltaProg"), false) AS falta
                  FROM pcp."LoteporPlano" x WHERE x.plano = p.codigo GROUP BY trim(x.lote)) l) AS lotes,
       (SELECT json_agg(n.codigo ORDER BY n.codigo)
          FROM (SELECT DISTINCT trim(x."tipo nota") AS codigo FROM pcp."tipoNotaporPlano" x WHERE x.plano = p.codigo) n) AS tipos_nota,
       (SELECT json_agg(c.nome ORDER BY c.nome)
          FROM (SELECT DISTINCT trim(x.nomecolecao) AS nome FROM pcp."colecoesPlano" x WHERE x.plano = p.codigo) c) AS colecoes,
       (SELECT json_agg(json_build_object('marca', m.marca, 'metaPecas', m."metaPecas", 'metaFinanceira', m."metaFinanceira") ORDER BY m.marca)
          FROM pcp."Metas" m WHERE m."codPlano" = p.codigo) AS metas,
       (SELECT json_agg(json_build_object('nomeCategoria', m."nomeCategoria", 'metaPc', m."metaPc", 'metaFinanceira', m."metaFinanceira")
                        ORDER BY m."nomeCategoria", m.marca)
          FROM pcp."Meta_Categoria_Plano" m WHERE m."codPlano" = p.codigo) AS metas_categoria
  FROM pcp."Plano" p
 WHERE p."codEmpresa" = :company

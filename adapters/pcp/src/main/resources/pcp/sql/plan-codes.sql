-- Codes of a company's plans.
SELECT p.codigo FROM pcp."Plano" p WHERE p."codEmpresa" = :company

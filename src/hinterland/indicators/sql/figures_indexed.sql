-- Every figure of a state, held or derived, as the index in memory holds it: what makes its cell, whether it is a base that a level and its growth imply, and the fields of
-- `index.Figure` in their order.
SELECT
    o.concept, coalesce(o.flow, '') AS flow_key, o.product AS product_key, o.partner AS partner_key, o.regime, o.measure, coalesce(o.basis, '') AS basis_key,
    coalesce(o.currency, '') AS currency_key, o.series, coalesce(o.origin LIKE '%,%', FALSE) AS implied,
    o.region, o.first_month, o.last_month, o.product, o.partner, o.op, o.scope, coalesce(o.versus, '') AS versus, CAST(o.value AS DOUBLE) AS value,
    CAST(o.low AS DOUBLE) AS low, CAST(o.high AS DOUBLE) AS high, o.unit, o.id, o.reliability, o.source, p.id IS NOT NULL AS preferred, o.value AS exact, o.period,
    o.flow, o.currency, o.concept, o.predicate
FROM observations AS o
LEFT JOIN preferred AS p ON p.id = o.id

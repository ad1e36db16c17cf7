-- Every figure of a state, held or derived, as the index in memory holds it: what makes its cell, its ends as claims are compared with them, and whether it is preferred.
SELECT
    o.region, o.first_month, o.last_month, o.concept, coalesce(o.flow, '') AS flow_key, o.product, o.partner, o.regime, o.measure, coalesce(o.basis, '') AS basis_key,
    coalesce(o.currency, '') AS currency_key, o.op, coalesce(o.versus, '') AS versus_key, o.scope, o.series, CAST(o.value AS DOUBLE) AS value,
    CAST(o.low AS DOUBLE) AS low, CAST(o.high AS DOUBLE) AS high, o.unit, o.id, o.reliability, o.source, p.id IS NOT NULL AS preferred, o.value AS exact, o.period,
    o.flow, o.currency, coalesce(o.origin LIKE '%,%', FALSE) AS implied
FROM observations AS o
LEFT JOIN preferred AS p ON p.id = o.id

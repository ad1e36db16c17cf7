-- Every figure held for what a claim measures: the vintages of its cell, published and derived, whichever op the claim has.
SELECT
    c.claim, o.op, CAST(o.value AS DOUBLE) AS value, CAST(o.low AS DOUBLE) AS low, CAST(o.high AS DOUBLE) AS high, o.unit, o.id, o.reliability, o.source,
    p.id IS NOT NULL AS preferred
FROM claims AS c
JOIN observations AS o
    ON o.region = c.subject AND o.first_month = c.first_month AND o.last_month = c.last_month AND o.concept = c.concept
    AND coalesce(o.flow, '') = coalesce(c.flow, '') AND o.product = c.product AND o.partner = c.partner AND o.regime = c.regime AND o.measure = c.measure
    AND coalesce(o.basis, '') = coalesce(c.basis, '') AND coalesce(o.currency, '') = coalesce(c.currency, '') AND o.op = c.op
    AND coalesce(o.versus, '') = coalesce(c.versus, '') AND o.scope IS NULL
LEFT JOIN preferred AS p ON p.id = o.id
WHERE c.kind IN ('value', 'change') AND c.base_first IS NULL
UNION ALL
SELECT
    c.claim, o.op, CAST(o.value AS DOUBLE), CAST(o.low AS DOUBLE), CAST(o.high AS DOUBLE), o.unit, o.id, o.reliability, o.source, TRUE
FROM claims AS c
LEFT JOIN homes AS h ON h.region = c.subject
JOIN homes AS d ON d.region = ''
JOIN observations AS o
    ON o.op = 'count' AND o.first_month = c.first_month AND o.last_month = c.last_month AND o.concept = c.concept AND o.scope = c.scope
    AND (o.region = c.subject OR c.scope = coalesce(h.peers, d.peers)) AND coalesce(o.flow, 'total') = coalesce(c.flow, 'total')
WHERE c.kind = 'count' AND coalesce(c.test, '>') <> '<'
    AND CASE
        WHEN c.versus = coalesce(h.nation, d.nation) THEN o.predicate LIKE concat('growth > ', c.versus, '%')
        WHEN c.op = 'growth' OR c.scope = 'partners' THEN o.predicate LIKE 'growth > 0%'
        ELSE o.predicate LIKE 'level > 1e12%' AND c.threshold = 1000000000000
    END
UNION ALL
SELECT
    c.claim, o.op, CAST(o.value AS DOUBLE), CAST(o.value AS DOUBLE), CAST(o.value AS DOUBLE), o.unit, o.id, o.reliability, o.source, TRUE
FROM claims AS c
LEFT JOIN homes AS h ON h.region = c.subject
JOIN homes AS d ON d.region = ''
JOIN observations AS o
    ON o.op = 'rank' AND o.region = c.subject AND o.first_month = c.first_month AND o.last_month = c.last_month AND o.concept = c.concept
    AND coalesce(o.scope, h.peers, d.peers) = coalesce(c.scope, h.peers, d.peers)
WHERE c.kind = 'rank' AND c.op = 'level' AND c.concept <> 'trade' AND o.predicate IS NULL
UNION ALL
-- places that a release states, whose predicate is what they are places by
SELECT
    c.claim, o.op, CAST(o.value AS DOUBLE), CAST(o.value AS DOUBLE), CAST(o.value AS DOUBLE), o.unit, o.id, o.reliability, o.source, TRUE
FROM claims AS c
LEFT JOIN homes AS h ON h.region = c.subject
JOIN homes AS d ON d.region = ''
JOIN observations AS o
    ON o.op = 'rank' AND o.predicate = c.op AND o.region = c.subject AND o.first_month = c.first_month AND o.last_month = c.last_month
    AND o.concept = c.concept AND o.scope = coalesce(c.scope, h.peers, d.peers) AND coalesce(o.flow, '') = coalesce(c.flow, '') AND o.product = c.product
    AND o.partner = c.partner
WHERE c.kind = 'rank' AND coalesce(c.ord, 'desc') = 'desc'

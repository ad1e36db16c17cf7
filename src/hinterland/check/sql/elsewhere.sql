-- Where else a figure stands: held figures of the same unit that a refuted claim's number meets, one label away (another flow, year, region or
-- product of the same subject), for the diagnosis of a right number under a wrong label.
SELECT
    c.claim, o.region, o.period, o.flow, o.product, o.partner, o.op, o.currency, o.source, CAST(o.value AS DOUBLE) AS value,
    CASE WHEN o.region <> c.subject THEN 1 ELSE 0 END + CASE WHEN coalesce(o.flow, '') <> coalesce(c.flow, '') THEN 1 ELSE 0 END
    + CASE WHEN o.first_month <> c.first_month OR o.last_month <> c.last_month THEN 1 ELSE 0 END
    + CASE WHEN o.product <> c.product THEN 1 ELSE 0 END + CASE WHEN o.partner <> c.partner THEN 1 ELSE 0 END AS away
FROM claims AS c
JOIN preferred AS o
    ON o.op = c.op AND o.concept = c.concept AND o.measure = c.measure AND o.regime = 'all' AND o.value IS NOT NULL
    AND o.unit = c.unit AND o.value >= c.low AND o.value <= c.high AND coalesce(o.basis, '') = coalesce(c.basis, '')
WHERE c.low IS NOT NULL AND c.high IS NOT NULL
ORDER BY c.claim, away, o.period DESC, o.region

-- The figures that bound: one level a cell, preferred as elsewhere, but without those that were revised away (table `set_aside`). `release` tells which were published
-- together, `derived` those that nobody published as such. Quantities that are held in more than one unit (tonnes and pieces of the same goods) bound nothing. Yuan
-- derived from the dollars of a part don't either: the two currencies are tied to each other, more loosely than the rate of the whole is known. The last
-- condition of all limits the regions.
WITH mixed AS (
    SELECT region, product, partner, regime, basis
    FROM observations
    WHERE op = 'level' AND concept = 'trade' AND measure = 'quantity'
    GROUP BY region, product, partner, regime, basis
    HAVING count(DISTINCT unit) > 1
),
levels AS (
    SELECT
        o.id, o.cell, o.region, o.series, o.flow, o.first_month, o.last_month, o.value, o.low, o.high, o.load, o.reliability_rank, o.released_on, o.seq,
        concat(o.source, '|', coalesce(o.released, '')) AS "release", o.source,
        row_number() OVER (
            PARTITION BY o.cell
            ORDER BY o.value IS NULL, o.reliability_rank, o.released_on DESC NULLS LAST, o.high - o.low NULLS LAST, o.seq DESC, o.id
        ) AS place
    FROM observations AS o
    LEFT JOIN set_aside AS x
        ON x.source = o.source AND x.region = o.region AND x.flow = o.flow AND x.first_month = o.first_month AND x.last_month = o.last_month
        AND o.product = 'all' AND o.partner = 'world' AND o.currency = x.currency AND o.load <> 'derived'
    LEFT JOIN mixed AS m
        ON o.measure = 'quantity' AND m.region = o.region AND m.product = o.product AND m.partner = o.partner AND m.regime = o.regime
        AND m.basis IS NOT DISTINCT FROM o.basis
    WHERE m.region IS NULL AND o.op = 'level' AND o.concept = 'trade' AND o.measure IN ('value', 'quantity') AND o.flow IN ('total', 'export', 'import')
        AND o.scope IS NULL AND o.versus IS NULL AND o.predicate IS NULL AND x.source IS NULL
        AND (o.low >= 0 OR o.low IS NULL) AND (o.high >= 0 OR o.high IS NULL) AND :within
        AND NOT (o.load = 'derived' AND o.origin NOT LIKE '%,%' AND (o.product <> 'all' OR o.partner <> 'world' OR o.regime <> 'all'))
)
SELECT
    id, region, series, flow, first_month, last_month, CAST(low AS DOUBLE) AS low, CAST(high AS DOUBLE) AS high,
    "release", load = 'derived' AS derived, reliability_rank
FROM levels
WHERE place = 1
ORDER BY region, series, first_month, last_month

-- Parts against their whole, four ways, each gap with the width that rounding allows: the regions against their nation, exports and imports against
-- the total, months against the year to date, and one source against another. All products, partners and modes; the bases are kept apart.
WITH totals AS (
    SELECT * FROM single_levels
    WHERE concept = 'trade' AND product = 'all' AND partner = 'world' AND regime = 'all' AND measure = 'value' AND how = 'published' AND value IS NOT NULL
),
regions AS (
    SELECT
        'regions' AS kind, n.region, n.period, n.flow, n.basis, n.unit, n.value AS published, sum(p.value) AS sum_of_parts, n.high - n.low AS width,
        sum(p.high - p.low) AS part_width, count(*) AS members, max(z.members) - count(*) AS missing, 'the regions' AS parts,
        CAST(NULL AS VARCHAR) AS source, n.last_month, n.first_month
    FROM totals AS n
    JOIN homes AS h ON h.region = n.region AND h.nation = n.region
    JOIN scope_members AS m ON m.scope = h.parts
    JOIN totals AS p
        ON p.region = m.member AND p.series = n.series AND p.first_month = n.first_month AND p.last_month = n.last_month
    JOIN (SELECT scope, count(*) AS members FROM scope_members GROUP BY scope) AS z ON z.scope = h.parts
    GROUP BY n.region, n.period, n.flow, n.basis, n.unit, n.value, n.high, n.low, n.last_month, n.first_month
    HAVING 2 * count(*) > max(z.members)
),
flows AS (
    SELECT
        'flows' AS kind, t.region, t.period, 'total' AS flow, t.basis, t.unit, t.value AS published, e.value + i.value AS sum_of_parts,
        t.high - t.low AS width, e.high - e.low + i.high - i.low AS part_width, 2 AS members, 0 AS missing, 'exports and imports' AS parts,
        CAST(NULL AS VARCHAR) AS source, t.last_month, t.first_month
    FROM totals AS t
    JOIN totals AS e ON e.flow = 'export' AND e.region = t.region AND e.first_month = t.first_month AND e.last_month = t.last_month AND e.unit = t.unit
        AND coalesce(e.basis, '') = coalesce(t.basis, '')
    JOIN totals AS i ON i.flow = 'import' AND i.region = t.region AND i.first_month = t.first_month AND i.last_month = t.last_month AND i.unit = t.unit
        AND coalesce(i.basis, '') = coalesce(t.basis, '')
    WHERE t.flow = 'total'
),
months AS (
    SELECT
        'months' AS kind, y.region, y.period, y.flow, y.basis, y.unit, y.value AS published, sum(m.value) AS sum_of_parts, y.high - y.low AS width,
        sum(m.high - m.low) AS part_width, count(*) AS members, y.last_month % 100 - count(*) AS missing, 'the months' AS parts,
        CAST(NULL AS VARCHAR) AS source, y.last_month, y.first_month
    FROM totals AS y
    JOIN totals AS m
        ON m.series = y.series AND m.region = y.region AND m.first_month = m.last_month AND m.first_month BETWEEN y.first_month AND y.last_month
    WHERE y.first_month % 100 = 1 AND y.last_month > y.first_month AND y.last_month - y.first_month < 12
    GROUP BY y.region, y.period, y.flow, y.basis, y.unit, y.value, y.high, y.low, y.last_month, y.first_month
    HAVING count(*) = y.last_month % 100
),
others AS (
    SELECT
        'sources' AS kind, p.region, p.period, p.flow, p.basis, p.unit, p.value AS published, o.value AS sum_of_parts, p.high - p.low AS width,
        o.high - o.low AS part_width, 1 AS members, 0 AS missing, concat(o.source, ' against ', p.source) AS parts, o.source, p.last_month, p.first_month
    FROM preferred AS p
    JOIN held AS o
        ON o.cell = p.cell AND o.source <> p.source AND o.value IS NOT NULL AND NOT (o.low < p.high AND p.low < o.high)
    WHERE p.op = 'level' AND p.concept = 'trade' AND p.product = 'all' AND p.partner = 'world' AND p.value IS NOT NULL AND p.reliability <> 'derived'
),
gaps AS (
    SELECT * FROM regions
    UNION ALL
    SELECT * FROM flows
    UNION ALL
    SELECT * FROM months
    UNION ALL
    SELECT * FROM others
)
SELECT
    g.kind, g.region, g.period, g.flow, g.basis, g.unit, g.published, g.sum_of_parts, g.sum_of_parts - g.published AS difference, g.members, g.missing,
    g.parts, CAST(abs(g.sum_of_parts - g.published) AS DOUBLE) / nullif(CAST(g.width + g.part_width AS DOUBLE) / 2, 0) AS roundings,
    x.value IS NOT NULL AS exchanged
FROM gaps AS g
LEFT JOIN single_levels AS x
    ON g.kind IN ('sources', 'regions') AND x.region = g.region AND x.first_month = g.first_month AND x.last_month = g.last_month AND x.unit = g.unit
    AND x.concept = 'trade' AND x.product = 'all' AND x.partner = 'world' AND x.regime = 'all' AND x.measure = 'value'
    AND coalesce(x.basis, '') = coalesce(g.basis, '')
    AND x.flow = CASE g.flow WHEN 'export' THEN 'import' WHEN 'import' THEN 'export' END
    AND abs(x.value - g.sum_of_parts) * 1000 < x.value AND abs(g.published - g.sum_of_parts) * 100 > g.published
ORDER BY g.kind, g.last_month, g.first_month, g.region, g.basis, g.unit, g.flow, g.parts, g.published, g.sum_of_parts

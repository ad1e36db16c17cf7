-- The growths, shares and balances of the files weighed, each beside the same one as held and beside what known levels make of it: a level and that of the year before, a part and its whole,
-- exports and imports. Of several vintages the nearest counts. How far they lie apart is a share of the level for growths, in points for shares, a share of trade for balances.
WITH own AS (SELECT * FROM said WHERE file IN (SELECT file FROM weighed) AND op IN ('growth', 'share', 'balance')),
stated AS (
    SELECT
        o.id, min_by(CAST(h.value AS DOUBLE), abs(CAST(h.value AS DOUBLE) - o.value)) AS value, min_by(h.source, abs(CAST(h.value AS DOUBLE) - o.value)) AS source,
        min(
            greatest(CAST(h.low AS DOUBLE) - o.high, o.low - CAST(h.high AS DOUBLE), 0) / nullif(
                CASE
                    WHEN o.op = 'growth' THEN greatest(100 + CAST(h.value AS DOUBLE), 100 + o.value)
                    WHEN o.op = 'share' THEN 100
                    ELSE greatest(abs(CAST(h.value AS DOUBLE)), abs(o.value))
                END, 0
            )
        ) AS apart
    FROM own AS o
    JOIN held AS h
        ON h.op = o.op AND h.region = o.region AND h.flow IS NOT DISTINCT FROM o.flow AND h.first_month // 100 * 12 + h.first_month % 100 = o.first
        AND h.last_month // 100 * 12 + h.last_month % 100 = o.last
        AND concat_ws('|', h.concept, h.product, h.partner, h.regime, h.measure, coalesce(h.basis, ''), coalesce(h.currency, h.unit)) = o.rest
    WHERE h.value IS NOT NULL AND h.versus IS NULL AND h.scope IS NULL AND h.predicate IS NULL AND h.reliability_rank <= o."rank"
    GROUP BY o.id
),
made AS (
    SELECT
        o.id, 100 * (k.value / nullif(b.value, 0) - 1) AS value, 100 * (k.low / nullif(b.high, 0) - 1) AS low,
        100 * (k.high / nullif(b.low, 0) - 1) AS high, 100 * k.value / nullif(b.value, 0) AS per
    FROM own AS o
    JOIN known AS k ON k.file = o.file AND k.region = o.region AND k.rest = o.rest AND k.flow IS NOT DISTINCT FROM o.flow AND k.first = o.first AND k.last = o.last
    JOIN known AS b ON b.file = o.file AND b.region = o.region AND b.rest = o.rest AND b.flow IS NOT DISTINCT FROM o.flow AND b.first = o.first - 12 AND b.last = o.last - 12
    -- A growth whose level the file gives too is weighed with that, by the base that the two imply.
    WHERE o.op = 'growth' AND k.low > 0 AND b.low > 0 AND NOT EXISTS (
        SELECT 1 FROM said AS l
        WHERE l.file = o.file AND l.op = 'level' AND l.region = o.region AND l.rest = o.rest AND l.flow IS NOT DISTINCT FROM o.flow AND l.first = o.first AND l.last = o.last
    )
    UNION ALL
    SELECT o.id, 100 * k.value / nullif(w.value, 0), 100 * k.low / nullif(w.high, 0), 100 * k.high / nullif(w.low, 0), 100
    FROM own AS o
    JOIN known AS k ON k.file = o.file AND k.region = o.region AND k.rest = o.rest AND k.flow IS NOT DISTINCT FROM o.flow AND k.first = o.first AND k.last = o.last
    JOIN known AS w ON w.file = o.file AND w.region = o.region AND w.rest = o."whole" AND w.flow IS NOT DISTINCT FROM o.flow AND w.first = o.first AND w.last = o.last
    WHERE o.op = 'share' AND o.rest <> o."whole" AND w.low > 0
    UNION ALL
    SELECT o.id, e.value - m.value, e.low - m.high, e.high - m.low, e.value + m.value
    FROM own AS o
    JOIN known AS e ON e.file = o.file AND e.region = o.region AND e.rest = o.rest AND e.flow = 'export' AND e.first = o.first AND e.last = o.last
    JOIN known AS m ON m.file = o.file AND m.region = o.region AND m.rest = o.rest AND m.flow = 'import' AND m.first = o.first AND m.last = o.last
    WHERE o.op = 'balance'
),
nearest AS (
    SELECT
        o.id, min_by(m.value, abs(m.value - o.value)) AS value,
        min(greatest(m.low - o.high, o.low - m.high, 0) / nullif(CASE WHEN o.op = 'growth' THEN greatest(m.per, 100 + o.value) ELSE m.per END, 0)) AS apart
    FROM own AS o
    JOIN made AS m ON m.id = o.id
    GROUP BY o.id
),
traded AS (
    SELECT o.id, max(t.high) AS most
    FROM own AS o
    JOIN known AS t ON t.file = o.file AND t.region = o.region AND t.rest = o.rest AND t.flow = 'total' AND t.first = o.first AND t.last = o.last
    WHERE o.op = 'balance'
    GROUP BY o.id
)
SELECT
    o.id, o.file, o.op, o.region, coalesce(n.nation, o.region) AS nation, o.flow, o.rest, o.rest = o."whole" AS is_whole, o.first, o.last, o.value, o.unit, o."row",
    s.value AS held, s.source, s.apart AS held_apart, m.value AS made, m.apart AS made_apart, t.most IS NOT NULL AND greatest(o.low, -o.high) > t.most AS beyond, t.most
FROM own AS o
LEFT JOIN nations AS n ON n.region = o.region
LEFT JOIN stated AS s ON s.id = o.id
LEFT JOIN nearest AS m ON m.id = o.id
LEFT JOIN traded AS t ON t.id = o.id
ORDER BY o."row", o.id

-- Resolved needs with one answer each: growth, compound rates, contributions, counts and ranks as published where they were, all else computed where it can be.
-- A level that is missing lies within a stated factor of the last one held (bounds); where there is none, anywhere.
CREATE OR REPLACE TEMP TABLE answers AS
WITH chosen AS (
    SELECT
        *,
        (op IN ('growth', 'cagr', 'contribution', 'count', 'rank') AND published_from IS NOT NULL) OR computed_from IS NULL AS as_published
    FROM resolved
),
told AS (
    SELECT
        need, region, op, first_month, last_month,
        CASE WHEN as_published THEN published ELSE computed END AS value,
        CASE WHEN as_published THEN published_low ELSE computed_low END AS low,
        CASE WHEN as_published THEN published_high ELSE computed_high END AS high,
        CASE WHEN as_published THEN published_unit ELSE computed_unit END AS unit,
        CASE WHEN as_published THEN published_from ELSE computed_from END AS observations,
        CASE WHEN as_published AND published_from IS NOT NULL THEN 'published' WHEN as_published THEN 'missing' ELSE how END AS how
    FROM chosen
),
earlier AS (
    SELECT t.need, l.low, l.high, l.last_month, row_number() OVER (PARTITION BY t.need ORDER BY l.last_month DESC) AS place
    FROM told AS t
    JOIN needs AS n ON n.need = t.need
    JOIN levels AS l
        ON l.region = n.region AND l.last_month < n.last_month AND l.last_month - l.first_month = n.last_month - n.first_month
        AND l.last_month % 100 = n.last_month % 100 AND l.last_month >= n.last_month - 500
        AND l.series = concat_ws('|', n.concept, coalesce(n.flow, ''), n.product, n.partner, n.regime, n.measure, coalesce(n.basis, ''),
            coalesce(n.currency, ''))
    WHERE t.how = 'missing' AND t.op = 'level'
)
SELECT
    t.*,
    CASE WHEN t.how = 'missing' THEN CAST(e.low AS DOUBLE) / b.factor ELSE t.low END AS widest_low,
    CASE WHEN t.how = 'missing' THEN CAST(e.high AS DOUBLE) * b.factor ELSE t.high END AS widest_high
FROM told AS t
CROSS JOIN bounds AS b
LEFT JOIN earlier AS e ON e.need = t.need AND e.place = 1;

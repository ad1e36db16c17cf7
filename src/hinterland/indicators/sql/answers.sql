-- Resolved needs with one answer each: growth, compound rates, contributions, counts and ranks as published where they were, a share where its levels leave the
-- published one open, all else computed where it can be.
--
-- widest  A level that is missing lies within its bounds (`unheld`), else anywhere. A sum of some of a group's members holds the missing ones within theirs; of
--         what nothing bounds no more is known than that it isn't negative, which a profit may be. A rate of such sums may be anything.
-- outer   What a statement must lie outside of to be refuted: the widest, for a share as published that of its levels as well; growth computed from levels never
--         refutes.
CREATE OR REPLACE TABLE answers AS
WITH chosen AS (
    SELECT
        *,
        op IN ('growth', 'cagr', 'contribution', 'count', 'rank') AND published_from IS NOT NULL OR coalesce(computed_low, computed_high) IS NULL
            OR op = 'share' AND coalesce(published BETWEEN computed_low AND computed_high, FALSE) AS as_published
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
        CASE WHEN as_published AND published_from IS NOT NULL THEN 'published' WHEN as_published THEN 'missing' ELSE how END AS how,
        CASE WHEN as_published THEN 1 ELSE held END AS held, CASE WHEN as_published THEN 1 ELSE members END AS members, as_published OR complete AS complete,
        CASE WHEN as_published AND op = 'share' THEN computed_low END AS own_low, CASE WHEN as_published AND op = 'share' THEN computed_high END AS own_high
    FROM chosen
),
lacking AS (
    SELECT t.need, n.region AS member FROM told AS t JOIN needs AS n ON n.need = t.need WHERE t.how = 'missing' AND t.op = 'level'
    UNION ALL
    SELECT t.need, m.member
    FROM told AS t
    JOIN needs AS n ON n.need = t.need
    JOIN scope_members AS m ON m.scope = n.region
    LEFT JOIN single_levels AS l
        ON l.region = m.member AND l.first_month = n.first_month AND l.last_month = n.last_month AND l.value IS NOT NULL
        AND l.series = concat_ws('|', n.concept, coalesce(n.flow, ''), n.product, n.partner, n.regime, n.measure, coalesce(n.basis, ''),
            coalesce(n.currency, ''))
    WHERE t.op = 'level' AND NOT t.complete AND l.region IS NULL
),
bounded AS (
    SELECT
        g.need,
        CASE
            WHEN bool_and(u.low IS NOT NULL OR (g.member <> n.region AND n.concept <> 'industrial_profit')) THEN sum(coalesce(u.low, CAST(0 AS DOUBLE)))
        END AS low,
        CASE WHEN count(u.high) = count(*) THEN sum(u.high) END AS high
    FROM lacking AS g
    JOIN needs AS n ON n.need = g.need
    LEFT JOIN unheld AS u
        ON u.region = g.member AND u.first_month = n.first_month AND u.last_month = n.last_month
        AND u.series = concat_ws('|', n.concept, coalesce(n.flow, ''), n.product, n.partner, n.regime, n.measure, coalesce(n.basis, ''),
            coalesce(n.currency, ''))
    GROUP BY g.need
),
widened AS (
    SELECT
        t.*,
        CASE WHEN t.how = 'missing' THEN b.low WHEN t.complete THEN t.low ELSE t.low + b.low END AS widest_low,
        CASE WHEN t.how = 'missing' THEN b.high WHEN t.complete THEN t.high ELSE t.high + b.high END AS widest_high
    FROM told AS t
    LEFT JOIN bounded AS b ON b.need = t.need
)
SELECT
    w.*,
    CASE WHEN w.op = 'growth' AND w.how = 'computed' THEN NULL ELSE least(w.widest_low, coalesce(w.own_low, w.widest_low)) END AS outer_low,
    CASE WHEN w.op = 'growth' AND w.how = 'computed' THEN NULL ELSE greatest(w.widest_high, coalesce(w.own_high, w.widest_high)) END AS outer_high
FROM widened AS w;

-- Newsworthiness in bits. Only claims that the answers surely support are scored, and of places only those that are said: the last as the last, the first of
-- a group as its first.
--
-- surprise  minus the logarithm of the chance that what was expected of the figure (`expected`) gave to something at least as far out as what came
-- cost      the length of a code for the claim: how rarely its shape occurs (`shapes`, counted in labelled news texts), and which of all that could have been
--           tried of that shape it is; two to the minus cost sums to no more than one half over all that could have been said, so that luck has no bits
-- reach     the logarithm of the share of the subject's trade that the claim speaks of
-- credit    what other claims of the subject that are as far out give back of the cost (Benjamini and Hochberg 1995, weighted: Genovese, Roeder, Wasserman 2006)
--
-- A claim on what everybody knew beforehand (a place kept, a club not joined now) has the chance one, whatever it says.

-- The share of a subject's trade that a product or partner has where the period's own is not held: that of the last year in which it is.
CREATE OR REPLACE TABLE usual AS
SELECT region, flow, product, partner, before_month, share
FROM (
    SELECT
        l.region, l.flow, l.product, l.partner, d.last_month AS before_month, greatest(least(CAST(l.value AS DOUBLE) / nullif(CAST(t.value AS DOUBLE), 0), 1.0), 0.001) AS share,
        row_number() OVER (PARTITION BY l.region, l.flow, l.product, l.partner, d.last_month ORDER BY l.last_month DESC) AS newest
    FROM levels AS l
    JOIN subjects AS s ON s.subject = l.region
    JOIN (SELECT DISTINCT last_month FROM spans) AS d ON d.last_month > l.last_month
    JOIN subject_homes AS h ON h.region = l.region
    JOIN levels AS t
        ON t.region = l.region AND t.first_month = l.first_month AND t.last_month = l.last_month AND t.concept = 'trade' AND t.flow = h.main_flow
        AND t.product = 'all' AND t.partner = 'world' AND t.regime = 'all' AND t.measure = 'value' AND t.currency = l.currency AND t.basis = l.basis
    WHERE l.concept = 'trade' AND l.measure = 'value' AND l.regime = 'all' AND l.last_month - l.first_month = 11
) AS shares
WHERE newest = 1;

CREATE OR REPLACE TABLE shaped AS
SELECT
    *,
    concat_ws('|', concept, coalesce(flow, ''), product, partner, regime, measure, coalesce(basis, ''), coalesce(currency, '')) AS series,
    product = 'all' AND partner = 'world' AND regime = 'all' AS plain, concat_ws('/', kind, op, slice) AS shape,
    NOT (op IN ('share', 'contribution') OR op = 'growth' AND kind IN ('rank', 'comparison')) AS own
FROM (
    SELECT
        *,
        CASE WHEN concept <> 'trade' THEN 'other' WHEN product = 'all' AND partner = 'world' AND regime = 'all' AND versus IS NOT NULL AND kind = 'value' THEN 'nation'
            WHEN product = 'all' AND partner = 'world' AND regime = 'all' THEN coalesce(flow, 'none') WHEN regime <> 'all' THEN 'regime'
            WHEN partner <> 'world' THEN 'partner' ELSE 'product' END AS slice
    FROM claims
) AS sliced;

-- How many could have been tried: of what turns on the figure's own growth, every figure of the slice once, however many claims are on it; else every claim proposed.
CREATE OR REPLACE TABLE trials AS
WITH cells AS (
    SELECT subject, first_month, last_month, slice, count(DISTINCT series) AS n FROM shaped GROUP BY subject, first_month, last_month, slice
)
SELECT t.subject, t.first_month, t.last_month, t.shape, CASE WHEN t.own THEN c.n ELSE greatest(t.n, c.n) END AS tried
FROM (
    SELECT subject, first_month, last_month, shape, slice, own, count(*) AS n FROM shaped GROUP BY subject, first_month, last_month, shape, slice, own
) AS t
JOIN cells AS c ON c.subject = t.subject AND c.first_month = t.first_month AND c.last_month = t.last_month AND c.slice = t.slice;

CREATE OR REPLACE TABLE sure AS
SELECT c.*, e.low, e.high, e.unit, e.asked, e.held, e.how, (e.low + coalesce(e.high, e.low)) / 2 AS middle
FROM shaped AS c
JOIN evaluated AS e ON e.claim = c.claim
WHERE e.how <> 'missing' AND coalesce(e.low, -1e300) = coalesce(e.widest_low, -1e300) AND coalesce(e.high, 1e300) = coalesce(e.widest_high, 1e300)
    AND NOT (c.kind = 'rank' AND c.ord = 'asc' AND e.low > 1) AND NOT (c.kind = 'first' AND e.low > 1 AND c.scope NOT IN (SELECT peers FROM homes))
    AND e.low IS NOT NULL AND NOT (c.kind = 'first' AND e.low < 1) AND NOT (c.kind = 'record' AND e.low > 1) AND NOT (c.kind = 'comparison' AND c.op = 'level' AND e.low < 1)
    AND (c.kind NOT IN ('rank', 'count', 'first', 'record', 'streak') OR e.low = e.high) AND (c.kind <> 'streak' OR e.low >= 2);

-- What a record had to pass, and the place that a subject had a year before.
CREATE OR REPLACE TABLE passed AS
SELECT s.claim, CASE s.ord WHEN 'desc' THEN max(CAST(l.value AS DOUBLE)) ELSE min(CAST(l.value AS DOUBLE)) END AS value
FROM sure AS s
JOIN levels AS l
    ON l.series = s.series AND l.region = s.subject AND l.last_month - l.first_month = s.last_month - s.first_month AND l.last_month < s.last_month
    AND l.first_month >= s.window_first AND (l.last_month % 100 = s.last_month % 100 OR s.first_month = s.last_month)
WHERE s.kind = 'record'
GROUP BY s.claim, s.ord;

CREATE OR REPLACE TABLE placed AS
SELECT s.claim, 1 + count(CASE WHEN b.value > o.value THEN 1 END) AS place
FROM sure AS s
JOIN scope_members AS m ON m.scope = s.scope
JOIN levels AS o ON o.series = s.series AND o.region = s.subject AND o.first_month = s.first_month - 100 AND o.last_month = s.last_month - 100
JOIN levels AS b ON b.series = s.series AND b.region = m.member AND b.first_month = o.first_month AND b.last_month = o.last_month
WHERE s.kind = 'rank' AND s.op = 'level' AND s.plain
GROUP BY s.claim;

CREATE OR REPLACE TABLE weighed AS
WITH told AS (
    SELECT
        s.*, g.growth AS held_growth, g.value AS level, g.base_value, x.centre, x.spread, xn.centre AS nation_centre, xn.spread AS nation_spread, n.growth AS nation_growth,
        xt.centre AS whole_centre, xt.spread AS whole_spread, t.growth AS whole_growth, r.value AS passed, b.place,
        d.part * CASE
            WHEN s.concept <> 'trade' THEN 0.01
            WHEN s.plain AND s.flow = h.main_flow THEN 1.0
            WHEN g.value IS NOT NULL AND t.value > 0 AND s.measure = 'value' THEN greatest(least(g.value / t.value, 1.0), 0.001)
            WHEN o.share IS NOT NULL THEN o.share
            ELSE 0.1
        END AS share
    FROM sure AS s
    LEFT JOIN subject_homes AS h ON h.region = s.subject
    JOIN spans AS d ON d.first_month = s.first_month AND d.last_month = s.last_month
    LEFT JOIN slices AS g ON g.series = s.series AND g.region = s.subject AND g.first_month = s.first_month AND g.last_month = s.last_month
    LEFT JOIN slices AS t
        ON t.region = s.subject AND t.plain AND t.flow = h.main_flow AND t.concept = 'trade' AND t.measure = 'value' AND t.first_month = s.first_month
        AND t.last_month = s.last_month
    LEFT JOIN slices AS n
        ON n.region = h.nation AND n.plain AND n.flow = s.flow AND n.concept = s.concept AND n.first_month = s.first_month AND n.last_month = s.last_month
    LEFT JOIN expected AS x ON x.series = s.series AND x.region = s.subject AND x.first_month = s.first_month AND x.last_month = s.last_month
    LEFT JOIN expected AS xt ON xt.series = t.series AND xt.region = t.region AND xt.first_month = s.first_month AND xt.last_month = s.last_month
    LEFT JOIN expected AS xn ON xn.series = n.series AND xn.region = n.region AND xn.first_month = s.first_month AND xn.last_month = s.last_month
    LEFT JOIN usual AS o
        ON o.region = s.subject AND o.flow = s.flow AND o.product = s.product AND o.partner = s.partner AND o.before_month = s.last_month
    LEFT JOIN passed AS r ON r.claim = s.claim
    LEFT JOIN placed AS b ON b.claim = s.claim
),
moved AS (
    SELECT
        *, CASE WHEN kind = 'value' AND op = 'growth' THEN middle ELSE held_growth END AS growth,
        CASE WHEN nation_growth IS NOT NULL THEN ln(greatest(1 + nation_growth / 100, 0.01)) END AS nation_move,
        CASE WHEN whole_growth IS NOT NULL THEN ln(greatest(1 + whole_growth / 100, 0.01)) END AS whole_move
    FROM told
),
logged AS (
    SELECT *, CASE WHEN growth IS NOT NULL THEN ln(greatest(1 + growth / 100, 0.01)) END AS move FROM moved
),
-- Distances from what was expected, in its scale: of the figure, of its growth over the nation's and over the whole's, and of what a statement needs to be true.
apart AS (
    SELECT
        *, abs(move - centre) / spread AS far,
        abs(move - nation_move - centre + nation_centre) / sqrt(spread * spread + nation_spread * nation_spread) AS far_nation,
        abs(move - whole_move - centre + whole_centre) / sqrt(spread * spread + whole_spread * whole_spread) AS far_whole,
        CASE
            WHEN kind = 'record' AND base_value > 0 AND passed > 0 THEN (ln(passed / base_value) - centre) / spread * CASE ord WHEN 'desc' THEN 1 ELSE -1 END
            WHEN kind = 'first' AND base_value > 0 THEN (ln(threshold / base_value) - centre) / spread * CASE test WHEN '>' THEN 1 ELSE -1 END
            WHEN kind = 'streak' THEN -centre / spread * CASE test WHEN '>' THEN 1 ELSE -1 END
        END AS needs
    FROM logged
),
-- The logistic distribution: tails that are longer than the normal's, for scales that are estimated. A statement that may come true in two ways counts twice.
likely AS (
    SELECT
        *,
        greatest(1e-12, least(1.0, CASE
            WHEN kind = 'value' AND op IN ('level', 'growth', 'multiple') THEN 2 / (1 + exp(least(1.7 * coalesce(far, 0), 60.0)))
            WHEN kind = 'value' AND op = 'share' AND versus IS NULL AND NOT plain THEN 2 / (1 + exp(least(1.7 * coalesce(far_whole, 0), 60.0)))
            WHEN kind = 'comparison' AND op = 'growth' OR kind = 'value' AND versus IS NOT NULL THEN 2 / (1 + exp(least(1.7 * coalesce(far_nation, 0), 60.0)))
            WHEN kind = 'comparison' AND op = 'level' THEN 2 / (1 + exp(least(1.7 * coalesce(far, 0), 60.0)))
            WHEN kind = 'rank' AND op = 'growth' THEN low / asked
            WHEN kind = 'rank' AND place <> low THEN 2 / (1 + exp(least(1.7 * coalesce(far, 0), 60.0)))
            WHEN kind = 'count' AND op = 'level' AND base_value > 0 AND base_value <= threshold AND level > threshold THEN 2 / (1 + exp(least(1.7 * coalesce(far, 0), 60.0)))
            WHEN kind IN ('record', 'first') THEN 2 / (1 + exp(least(1.7 * coalesce(needs, -30), 60.0)))
            WHEN kind = 'streak' THEN 1 / (1 + exp(least(1.7 * coalesce(needs, -30), 60.0)))
            ELSE 1
        END)) AS chance
    FROM apart
),
costed AS (
    SELECT
        q.*, -ln(coalesce(q.chance, 1.0)) / ln(2) AS surprise, coalesce(f.bits, u.bits) AS rarity, y.tried,
        w.doubt + coalesce(f.bits, u.bits) + ln(y.tried) / ln(2) AS cost, w.reach * ln(q.share) / ln(2) AS reach
    FROM likely AS q
    JOIN trials AS y ON y.subject = q.subject AND y.first_month = q.first_month AND y.last_month = q.last_month AND y.shape = q.shape
    CROSS JOIN weights AS w
    CROSS JOIN (SELECT bits FROM shapes WHERE shape = 'unseen') AS u
    LEFT JOIN shapes AS f ON f.shape = q.shape
)
SELECT *, surprise - cost + reach AS plainly FROM costed;

CREATE OR REPLACE TABLE scored AS
-- However many claims are on a figure's own growth, it is one test.
WITH tested AS (
    SELECT
        claim, subject, plainly,
        CASE WHEN NOT own OR row_number() OVER (PARTITION BY subject, series, first_month, last_month, own ORDER BY plainly DESC, claim) = 1 THEN 1 ELSE 0 END AS test_of_its_own
    FROM weighed
),
ranked AS (
    SELECT
        *,
        plainly + ln(sum(test_of_its_own) OVER (PARTITION BY subject ORDER BY plainly DESC, claim ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)) / ln(2) AS shared
    FROM tested
),
-- What is found with others: only where false discoveries are held to half.
credited AS (
    SELECT
        claim,
        greatest(0.0, coalesce(max(CASE WHEN shared >= 0 THEN shared END) OVER (PARTITION BY subject ORDER BY plainly, claim DESC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) - plainly, 0.0))
            AS credit
    FROM ranked
)
-- Of claims with one score that comes first which sets the subject apart from more: the fifth of all peers before the fifth of ten.
SELECT
    w.*, c.credit, w.plainly + c.credit AS score, CASE WHEN w.kind IN ('rank', 'first') AND w.scope IS NOT NULL THEN w.asked / (w.low * w.low) ELSE 0 END AS apart
FROM weighed AS w
JOIN credited AS c ON c.claim = w.claim;

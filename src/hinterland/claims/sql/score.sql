-- Newsworthiness in bits: surprise, less the cost of saying it, plus the reach. Only claims that the answers surely support are scored, and of places
-- only those that are said: the last as the last, the first of a group as its first.
--
-- surprise  what a reader who knows the last release, its peers and the usual course of things could not have guessed
-- cost      how rarely claims of the shape are made (`shapes`, counted in labelled news texts), and how many of the shape could have been tried
-- reach     the logarithm of the share of the subject's trade that the claim speaks of
CREATE OR REPLACE TABLE peers AS
WITH growths AS (
    SELECT
        l.series, l.region, l.first_month, l.last_month,
        coalesce(CAST(g.value AS DOUBLE), 100 * (CAST(l.value AS DOUBLE) / nullif(CAST(b.value AS DOUBLE), 0) - 1)) AS growth
    FROM levels AS l
    JOIN (SELECT DISTINCT series, first_month, last_month, peers FROM slices) AS s ON s.series = l.series AND s.first_month = l.first_month AND s.last_month = l.last_month
    JOIN scope_members AS p ON p.scope = s.peers AND p.member = l.region
    LEFT JOIN levels AS b ON b.series = l.series AND b.region = l.region AND b.first_month = l.first_month - 100 AND b.last_month = l.last_month - 100
    LEFT JOIN stated_rates AS g
        ON g.op = 'growth' AND g.series = l.series AND g.region = l.region AND g.first_month = l.first_month AND g.last_month = l.last_month
        AND g.scope IS NULL AND g.versus IS NULL
),
centres AS (
    SELECT series, first_month, last_month, median(growth) AS centre, count(*) AS n FROM growths WHERE growth IS NOT NULL GROUP BY series, first_month, last_month
)
SELECT g.series, g.first_month, g.last_month, max(c.centre) AS centre, greatest(1.4826 * median(abs(g.growth - c.centre)), 3.0) AS spread
FROM growths AS g
JOIN centres AS c ON c.series = g.series AND c.first_month = g.first_month AND c.last_month = g.last_month AND c.n >= 8
WHERE g.growth IS NOT NULL
GROUP BY g.series, g.first_month, g.last_month;

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

-- How often trade rises in a year, by the rule of succession: what was never seen to happen is rare and not impossible, and of nothing held anything is as likely.
CREATE OR REPLACE TABLE habits AS
SELECT
    (count(CASE WHEN value > 0 THEN 1 END) + CAST(1 AS DOUBLE)) / (count(*) + CAST(2 AS DOUBLE)) AS rises
FROM stated_rates
WHERE op = 'growth' AND value IS NOT NULL AND concept = 'trade';

CREATE OR REPLACE TABLE scored AS
WITH sure AS (
    SELECT
        c.*, e.low, e.high, e.unit, e.asked, e.held, e.how,
        concat_ws('|', c.concept, coalesce(c.flow, ''), c.product, c.partner, c.regime, c.measure, coalesce(c.basis, ''), coalesce(c.currency, '')) AS series,
        c.product = 'all' AND c.partner = 'world' AND c.regime = 'all' AS plain
    FROM claims AS c
    JOIN evaluated AS e ON e.claim = c.claim
    WHERE e.how <> 'missing' AND coalesce(e.low, -1e300) = coalesce(e.widest_low, -1e300) AND coalesce(e.high, 1e300) = coalesce(e.widest_high, 1e300)
        AND NOT (c.kind = 'rank' AND c.ord = 'asc' AND e.low > 1) AND NOT (c.kind = 'first' AND e.low > 1 AND c.scope NOT IN (SELECT peers FROM homes))
        AND e.low IS NOT NULL AND NOT (c.kind = 'first' AND e.low < 1) AND NOT (c.kind = 'record' AND e.low > 1) AND NOT (c.kind = 'comparison' AND c.op = 'level' AND e.low < 1)
        AND (c.kind NOT IN ('rank', 'count', 'first', 'record', 'streak') OR e.low = e.high) AND (c.kind <> 'streak' OR e.low >= 2)
),
told AS (
    SELECT
        s.*, (s.low + coalesce(s.high, s.low)) / 2 AS middle, g.growth, g.value AS level, g.base_value,
        coalesce(p.centre, n.growth, 4.0) AS centre, coalesce(p.spread, 12.0) AS spread,
        CASE
            WHEN s.concept <> 'trade' THEN 0.01
            WHEN s.plain AND s.flow = h.main_flow THEN 1.0
            WHEN g.value IS NOT NULL AND t.value > 0 AND s.measure = 'value' THEN greatest(least(g.value / t.value, 1.0), 0.001)
            WHEN o.share IS NOT NULL THEN o.share
            ELSE 0.1
        END AS share,
        concat_ws('/', s.kind, s.op,
            CASE WHEN s.concept <> 'trade' THEN 'other' WHEN s.plain AND s.versus IS NOT NULL AND s.kind = 'value' THEN 'nation'
                 WHEN s.plain THEN coalesce(s.flow, 'none') WHEN s.regime <> 'all' THEN 'regime' WHEN s.partner <> 'world' THEN 'partner'
                 ELSE 'product' END) AS shape
    FROM sure AS s
    LEFT JOIN subject_homes AS h ON h.region = s.subject
    LEFT JOIN slices AS g ON g.series = s.series AND g.region = s.subject AND g.first_month = s.first_month AND g.last_month = s.last_month
    LEFT JOIN slices AS t
        ON t.region = s.subject AND t.plain AND t.flow = h.main_flow AND t.concept = 'trade' AND t.measure = 'value' AND t.first_month = s.first_month
        AND t.last_month = s.last_month
    LEFT JOIN slices AS n
        ON n.region = h.nation AND n.plain AND n.flow = s.flow AND n.concept = s.concept AND n.first_month = s.first_month AND n.last_month = s.last_month
    LEFT JOIN peers AS p ON p.series = s.series AND p.first_month = s.first_month AND p.last_month = s.last_month
    LEFT JOIN usual AS o
        ON o.region = s.subject AND o.flow = s.flow AND o.product = s.product AND o.partner = s.partner AND o.before_month = s.last_month
),
moved AS (
    SELECT
        *,
        CASE kind WHEN 'value' THEN CASE op WHEN 'growth' THEN middle ELSE growth END ELSE growth END AS rate
    FROM told
),
guessed AS (
    SELECT
        *,
        -- The chance that a figure crosses a mark of this roundness in a year: marks a decade times decades grown.
        CASE
            WHEN threshold = power(10, floor(log10(threshold))) THEN 1
            WHEN threshold IN (2 * power(10, floor(log10(threshold))), 5 * power(10, floor(log10(threshold)))) THEN 3
            ELSE 13
        END AS marks,
        least(12.0, ln((1 + exp(least(1.7 * abs(coalesce(rate, centre) - centre) / spread, 40.0))) / 2) / ln(2)) AS tail,
        count(*) OVER (PARTITION BY subject, shape, first_month, last_month) / CASE WHEN kind = 'rank' AND op = 'growth' OR kind = 'record' THEN 2 ELSE 1 END AS tried
    FROM moved
),
surprised AS (
    SELECT
        q.*,
        CASE
            WHEN kind = 'value' AND op IN ('growth', 'multiple') THEN w.number + tail
            WHEN kind = 'value' AND op IN ('level') THEN w.number + tail / 2
            WHEN kind = 'value' AND op = 'contribution' THEN w.known * w.number + least(4.0, abs(ln(greatest(abs(middle), 0.1) / greatest(0.1, 100 * share)) / ln(2)) / 2)
            WHEN kind = 'value' AND op = 'share' AND NOT plain THEN w.number + tail / 4
            WHEN kind = 'value' AND op IN ('share', 'cagr') THEN w.known * w.number + tail / 4
            WHEN kind IN ('value', 'change') THEN w.number
            WHEN kind = 'rank' AND op = 'level' THEN w.known * ln(asked / low) / ln(2)
            WHEN kind = 'rank' THEN ln(asked / low) / ln(2)
            WHEN kind = 'count' AND op = 'level' THEN
                (w.number * CASE WHEN threshold = power(10, floor(log10(threshold))) THEN 1 ELSE 0.5 END + w.known * ln(asked / greatest(low, 1)) / ln(2) / 2)
                * CASE WHEN base_value > threshold THEN w.known ELSE 1 END
            WHEN kind = 'count' THEN w.number / 2 + abs(ln((low + 1) / (asked - low + 1)) / ln(2)) / 2
            WHEN kind = 'first' THEN
                -ln(least(0.9, log10(1 + greatest(centre, 3.0) / 100) * marks)) / ln(2)
                + CASE WHEN test = '<' THEN -ln(1 - h.rises) / ln(2) ELSE 0 END + CASE WHEN scope IS NULL THEN 0 ELSE ln(asked / (low * low)) / ln(2) END
            WHEN kind = 'record' AND ord = 'asc' THEN least(8.0, ln(asked) / ln(2) + 1)
            WHEN kind = 'record' THEN CASE scope WHEN 'months' THEN w.known * ln(asked) / ln(2) + tail / 4 ELSE -ln(h.rises) / ln(2) + tail / 4 END
            WHEN kind = 'streak' THEN least(6.0, low * CASE WHEN test = '<' THEN -ln(1 - h.rises) ELSE -ln(h.rises) END / ln(2))
            WHEN kind = 'comparison' AND op = 'growth' THEN w.number / 2 + tail * 0.75
            ELSE w.number
        END AS surprise,
        CASE
            WHEN kind = 'value' AND op IN ('growth', 'multiple') THEN tail
            WHEN kind = 'value' AND op = 'level' THEN tail / 2
            WHEN kind = 'record' AND ord = 'desc' OR kind = 'value' AND op IN ('share', 'cagr') THEN tail / 4
            WHEN kind = 'comparison' AND op = 'growth' THEN tail * 0.75
            WHEN kind = 'first' AND base_value > 0 THEN
                greatest(0.0, ln(least(0.9, log10(greatest(level / base_value, base_value / nullif(level, 0), 1.001)) * marks) / least(0.9, log10(1 + greatest(centre, 3.0) / 100) * marks)) / ln(2))
            ELSE 0
        END AS movement
    FROM guessed AS q
    CROSS JOIN weights AS w
    CROSS JOIN habits AS h
)
SELECT
    s.*, coalesce(f.bits, (SELECT max(bits) FROM shapes)) AS rarity, ln(s.tried) / ln(2) AS elsewhere,
    w.cost * (coalesce(f.bits, (SELECT max(bits) FROM shapes)) + ln(s.tried) / ln(2)) AS cost, w.reach * ln(s.share) / ln(2) AS reach,
    s.surprise - w.cost * (coalesce(f.bits, (SELECT max(bits) FROM shapes)) + ln(s.tried) / ln(2)) + w.reach * ln(s.share) / ln(2) AS score
FROM surprised AS s
CROSS JOIN weights AS w
LEFT JOIN shapes AS f ON f.shape = s.shape;

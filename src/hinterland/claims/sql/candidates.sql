-- What candidate generators draw from: the series that the subjects have in the periods asked about (`spans`), each numbered, with its figure a year before, its growth and its whole.
-- `subject_homes` says where each subject is at home: one that no table knows is at home where the first subject is.
CREATE OR REPLACE TABLE slices AS
SELECT
    row_number() OVER (ORDER BY l.region, l.series, l.first_month, l.last_month) AS slice,
    l.series, l.concept, l.flow, l.product, l.partner, l.regime, l.measure, l.basis, l.currency, l.region, l.period, l.first_month, l.last_month,
    CAST(l.value AS DOUBLE) AS value, CAST(l.low AS DOUBLE) AS low, CAST(l.high AS DOUBLE) AS high, l.unit, l.how, l.reliability_rank,
    CAST(b.value AS DOUBLE) AS base_value, CAST(b.low AS DOUBLE) AS base_low, CAST(b.high AS DOUBLE) AS base_high,
    -- An index is told as what it is; by how many percent it grew says nothing.
    CASE WHEN l.unit <> 'ratio' THEN coalesce(CAST(g.value AS DOUBLE), 100 * (CAST(l.value AS DOUBLE) / nullif(CAST(b.value AS DOUBLE), 0) - 1)) END AS growth,
    CAST(w.value AS DOUBLE) AS whole, l.product = 'all' AND l.partner = 'world' AND l.regime = 'all' AS plain,
    h.nation, h.peers, h.main_flow
FROM levels AS l
JOIN subjects AS s ON s.subject = l.region
JOIN subject_homes AS h ON h.region = l.region
JOIN spans AS d ON d.first_month = l.first_month AND d.last_month = l.last_month
LEFT JOIN levels AS b ON b.series = l.series AND b.region = l.region AND b.first_month = l.first_month - 100 AND b.last_month = l.last_month - 100 AND b.who = l.who
LEFT JOIN stated_rates AS g
    ON g.op = 'growth' AND g.series = l.series AND g.region = l.region AND g.first_month = l.first_month AND g.last_month = l.last_month
    AND g.scope IS NULL AND g.versus IS NULL
LEFT JOIN levels AS w
    ON w.region = l.region AND w.first_month = l.first_month AND w.last_month = l.last_month
    AND w.series = concat_ws('|', l.concept, coalesce(l.flow, ''), 'all', 'world', 'all', 'value', coalesce(l.basis, ''), coalesce(l.currency, ''))
    AND l.measure = 'value'
WHERE l.value IS NOT NULL AND l.held = l.members AND coalesce(l.currency, d.currency) = d.currency
    AND coalesce(l.basis, h.basis_total) = CASE l.flow WHEN 'export' THEN h.basis_export WHEN 'import' THEN h.basis_import ELSE h.basis_total END
    AND (l.how <> 'derived' OR l.concept <> 'trade');

CREATE OR REPLACE TABLE rates_held AS
SELECT
    p.op, p.series, p.concept, p.flow, p.product, p.partner, p.regime, p.measure, p.basis, p.currency, p.region, p.period, p.first_month, p.last_month,
    CAST(p.value AS DOUBLE) AS value, p.versus
FROM stated_rates AS p
JOIN subject_homes AS h ON h.region = p.region
JOIN spans AS d ON d.first_month = p.first_month AND d.last_month = p.last_month
WHERE p.op IN ('growth', 'share') AND p.scope IS NULL AND coalesce(p.currency, d.currency) = d.currency
    AND coalesce(p.basis, h.basis_total) = CASE p.flow WHEN 'export' THEN h.basis_export WHEN 'import' THEN h.basis_import ELSE h.basis_total END;

-- Thresholds: 1, 2 and 5 times a power of ten, and half steps of the leading power, the landmarks of a figure's own size; `marks` are those it has reached.
CREATE OR REPLACE TABLE landmarks AS
SELECT 1.0 AS step UNION ALL SELECT 1.5 UNION ALL SELECT 2.0 UNION ALL SELECT 2.5 UNION ALL SELECT 3.0 UNION ALL SELECT 3.5 UNION ALL SELECT 4.0
UNION ALL SELECT 4.5 UNION ALL SELECT 5.0 UNION ALL SELECT 6.0 UNION ALL SELECT 7.0 UNION ALL SELECT 8.0 UNION ALL SELECT 9.0;

CREATE OR REPLACE TABLE marks AS
WITH powers AS (
    SELECT *, power(10, floor(log10(value))) AS unit_power FROM slices WHERE value >= 1 AND measure IN ('value', 'quantity')
),
steps AS (
    SELECT p.*, m.step * p.unit_power AS mark, m.step
    FROM powers AS p
    CROSS JOIN landmarks AS m
)
SELECT series, concept, flow, product, partner, regime, measure, region, first_month, last_month, value, low, base_high, mark, step FROM steps WHERE mark <= low;

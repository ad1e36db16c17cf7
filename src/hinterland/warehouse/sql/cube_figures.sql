-- Figures of a source's year, of the sums of `cube_split.sql`. `cube_codes` says what parts count to along an axis, with the kind of spans that each code has figures of and its note;
-- `cube_spans` has the parts of spans (kind 1: years, 2: months, 3: months to date), `cube_nations` the parts of nations all of whose parts are there.
CREATE OR REPLACE VIEW cube_parts AS
SELECT 'product' AS axis, product AS part, flow, region, currency, first_month, last_month, value, lines FROM cube_products
UNION ALL
SELECT 'partner' AS axis, partner AS part, flow, region, currency, first_month, last_month, value, lines FROM cube_partners
UNION ALL
SELECT 'regime' AS axis, regime AS part, flow, region, currency, first_month, last_month, value, lines FROM cube_regimes;

-- Codes that have figures for each month are first summed over their parts, then over the months of spans; those that have them for years only the other way round.
CREATE OR REPLACE TABLE cube_by_code AS
SELECT
    t.axis, t.code, t.flow, t.currency, t.region, s.first AS first_month, s.last AS last_month, t.note, sum(t.value) AS value, sum(t.lines) AS lines
FROM (
    SELECT c.axis, m.code, m.kind, m.note, c.flow, c.region, c.currency, c.first_month, c.last_month, sum(c.value) AS value, sum(c.lines) AS lines
    FROM cube_parts AS c
    JOIN cube_codes AS m ON m.axis = c.axis AND m.part = c.part
    WHERE m.kind >= 2
    GROUP BY c.axis, m.code, m.kind, m.note, c.flow, c.region, c.currency, c.first_month, c.last_month
) AS t
JOIN cube_spans AS s ON t.flow = s.flow AND t.first_month = s.first_month AND t.last_month = s.last_month AND s.kind <= t.kind
GROUP BY t.axis, t.code, t.flow, t.currency, t.region, s.first, s.last, t.note
UNION ALL
SELECT m.axis, m.code, t.flow, t.currency, t.region, t.first AS first_month, t.last AS last_month, m.note, sum(t.value) AS value, sum(t.lines) AS lines
FROM (
    SELECT p.product, p.flow, p.region, p.currency, s.first, s.last, sum(p.value) AS value, sum(p.lines) AS lines
    FROM cube_products AS p
    JOIN cube_spans AS s ON p.flow = s.flow AND p.first_month = s.first_month AND p.last_month = s.last_month
    WHERE s.kind = 1
    GROUP BY p.product, p.flow, p.region, p.currency, s.first, s.last
) AS t
JOIN cube_codes AS m ON m.axis = 'product' AND m.part = t.product
WHERE m.kind = 1
GROUP BY m.axis, m.code, t.flow, t.currency, t.region, t.first, t.last, m.note;

-- By one axis, of which the others are the whole; and chapters by blocs.
CREATE OR REPLACE TABLE cube_figures AS
SELECT
    flow, CASE WHEN axis = 'product' THEN code ELSE 'all' END AS product, CASE WHEN axis = 'partner' THEN code ELSE 'world' END AS partner,
    CASE WHEN axis = 'regime' THEN code ELSE 'all' END AS regime, currency, region, first_month, last_month, note, value, lines
FROM cube_by_code
UNION ALL
SELECT
    t.flow, t.chapter AS product, m.code AS partner, 'all' AS regime, t.currency, t.region, s.first AS first_month, s.last AS last_month, m.note,
    sum(t.value) AS value, sum(t.lines) AS lines
FROM cube_crossed AS t
JOIN cube_codes AS m ON m.axis = 'partner' AND m.part = t.partner AND m.code <> 'world' AND m.note <> ''
JOIN (SELECT DISTINCT flow, first, last FROM cube_spans WHERE kind = 1) AS s ON s.flow = t.flow
WHERE t.chapter IN (SELECT code FROM cube_codes WHERE axis = 'product' AND length(code) = 2)
GROUP BY t.flow, t.chapter, m.code, t.currency, t.region, s.first, s.last, m.note;

INSERT INTO cube_figures
SELECT
    f.flow, f.product, f.partner, f.regime, f.currency, n.nation AS region, f.first_month, f.last_month, f.note, sum(f.value) AS value, sum(f.lines) AS lines
FROM cube_figures AS f
JOIN cube_nations AS n ON n.region = f.region
GROUP BY f.flow, f.product, f.partner, f.regime, f.currency, n.nation, f.first_month, f.last_month, f.note;

-- The total, where both flows are there.
INSERT INTO cube_figures
SELECT
    'total' AS flow, f.product, f.partner, f.regime, f.currency, f.region, f.first_month, f.last_month, f.note, sum(f.value) AS value, sum(f.lines) AS lines
FROM cube_figures AS f
JOIN (SELECT DISTINCT first, last FROM cube_spans WHERE flow = 'total') AS s ON s.first = f.first_month AND s.last = f.last_month
GROUP BY f.product, f.partner, f.regime, f.currency, f.region, f.first_month, f.last_month, f.note;

CREATE OR REPLACE VIEW cube_stated AS
SELECT
    flow, product, partner, regime, currency, region, 'value' AS measure, first_month, last_month, value, value - lines * :half AS low,
    value + lines * :half AS high, currency AS unit, NULL AS "precision", TRUE AS summed, NULL AS row,
    :note || CASE WHEN note <> '' THEN ', ' || note ELSE '' END AS note
FROM cube_figures;

-- Records held (:first to :last, years) of the series of the figures staged, summed by cell, as levels known: many of them make no figures. `recorded_of` gives basis and rounding by load and file.
CREATE OR REPLACE TABLE recorded AS
WITH series AS (SELECT DISTINCT region, product, partner, regime FROM said WHERE rest <> "whole" AND measure = 'value' AND op = 'level')
SELECT
    r.region, r.flow, concat_ws('|', 'trade', r.product, r.partner, r.regime, 'value', o.basis, r.currency) AS rest,
    r.first_month // 100 * 12 + r.first_month % 100 AS first, r.last_month // 100 * 12 + r.last_month % 100 AS last,
    CAST(sum(r.value) AS DOUBLE) AS value, CAST(sum(r.value - o."precision" / 2) AS DOUBLE) AS low, CAST(sum(r.value + o."precision" / 2) AS DOUBLE) AS high,
    r.source, o."rank"
FROM records AS r
JOIN series AS s ON s.region = r.region AND s.product = r.product AND s.partner = r.partner AND s.regime = r.regime
JOIN recorded_of AS o ON o.load = r.load AND o.file = r.file
WHERE r."year" BETWEEN :first AND :last
GROUP BY r.region, r.flow, r.product, r.partner, r.regime, o.basis, r.currency, r.first_month, r.last_month, r.source, o."rank";

-- Records that count, where a load revised some: of each cell, the lines of the latest load (and of its last file by name).
CREATE OR REPLACE VIEW records AS
SELECT
    load, year, first_month, last_month, flow, region, partner, product, regime, currency, value, quantity, quantity_unit, quantity2,
    quantity2_unit, source, file, "row", seq
FROM (
    SELECT
        r.*, l.seq,
        rank() OVER (
            PARTITION BY r.first_month, r.last_month, r.flow, r.region, r.partner, r.product, r.regime, r.currency, r.source
            ORDER BY l.seq DESC, r.file DESC
        ) AS place
    FROM records_stored AS r
    JOIN loads_live AS l ON l.load = r.load
    WHERE r.source NOT IN (SELECT source FROM left_out)
) AS ranked
WHERE place = 1;

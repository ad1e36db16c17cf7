-- The sums of `cube.sql`, each as a view of its own.
CREATE OR REPLACE VIEW cube_products AS SELECT flow, region, currency, first_month, last_month, product, value, lines FROM cube_sums WHERE product IS NOT NULL;

CREATE OR REPLACE VIEW cube_partners AS
SELECT flow, region, currency, first_month, last_month, partner, value, lines FROM cube_sums WHERE partner IS NOT NULL AND first_month IS NOT NULL;

CREATE OR REPLACE VIEW cube_regimes AS SELECT flow, region, currency, first_month, last_month, regime, value, lines FROM cube_sums WHERE regime IS NOT NULL;

CREATE OR REPLACE VIEW cube_crossed AS SELECT flow, region, currency, chapter, partner, value, lines FROM cube_sums WHERE chapter IS NOT NULL;

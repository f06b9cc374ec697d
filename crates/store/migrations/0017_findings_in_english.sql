-- What should stand there and what stands there, in English where that is worded otherwise. What was found before has it in
-- Vietnamese only.
ALTER TABLE finding ADD COLUMN expected_en {text};
ALTER TABLE finding ADD COLUMN actual_en {text};

-- Whom an appraisal names as the direct superior.
ALTER TABLE appraisals ADD COLUMN atasan_nip TEXT CHECK (length(atasan_nip) = 18 AND atasan_nip NOT GLOB '*[^0-9]*');

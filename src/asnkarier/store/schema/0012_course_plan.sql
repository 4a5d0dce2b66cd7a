-- What a catalogue says of a course for the plan of PP 11/2017 Pasal 207 ayat (3): who gives it, by which jalur, and when.
ALTER TABLE courses ADD COLUMN penyelenggara TEXT;
ALTER TABLE courses ADD COLUMN jalur TEXT;
ALTER TABLE courses ADD COLUMN jadwal TEXT;
ALTER TABLE courses ADD COLUMN tanggal_mulai TEXT CHECK (tanggal_mulai GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]');
ALTER TABLE courses ADD COLUMN tanggal_selesai TEXT CHECK (tanggal_selesai GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]');

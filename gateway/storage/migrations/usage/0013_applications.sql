-- Which program of this computer made a call: shown, found again and told apart in reports. In `cost_rollups` facet 8 is the
-- application; it begins with this step.

ALTER TABLE requests   ADD COLUMN application TEXT NOT NULL DEFAULT '';  -- empty when it is not known
ALTER TABLE open_calls ADD COLUMN application TEXT NOT NULL DEFAULT '';

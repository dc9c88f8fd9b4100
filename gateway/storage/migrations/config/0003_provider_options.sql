-- What a provider's type asks for besides an address: region, project, api_version.

ALTER TABLE providers ADD COLUMN options TEXT NOT NULL DEFAULT '[]'; -- JSON: [[name, value], ...]

-- A secret that was not confirmed yet stands beside the one that counts, and never in its place.
ALTER TABLE credential ADD COLUMN totp_pending {text};
UPDATE credential SET totp_pending = totp_secret, totp_secret = NULL
    WHERE totp_secret IS NOT NULL AND NOT totp_confirmed;

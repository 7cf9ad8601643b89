package reeve.naming.customer_email

import data.reeve.lib.named

signs contains {"category": "customer_email", "confidence": 90, "why": "the column name says contact data"} if {
	named.is_column
	not named.is_system_schema
	not named.about_others
	named.says(contact)
	not named.says(about_contact)
}

signs contains {"category": "customer_email", "confidence": 60, "why": "email_id is often the address itself"} if {
	named.is_column
	not named.is_system_schema
	not named.about_others
	named.plain_name in {"email_id", "e_mail_id", "customer_email_id"}
}

signs contains {"category": "customer_email", "confidence": 60, "why": "it stands in a table of customers"} if {
	named.is_row_data
	not named.is_system_schema
	named.core_table in customer_tables
}

contact := {
	"email", "emails", "e_mail", "e_mails", "emailaddress", "courriel", "mail", "mails",
	"phone", "phones", "phonenumber", "telephone", "telefon", "tel", "mobile", "cell", "msisdn", "fax", "whatsapp",
	"address", "addresses", "addr", "adresse", "street", "strasse", "rue", "postcode", "postal_code", "postalcode", "zip",
	"zipcode", "plz", "code_postal",
	"first_name", "firstname", "last_name", "lastname", "full_name", "fullname", "surname", "given_name", "family_name",
	"middle_name", "maiden_name", "prenom", "vorname", "nachname", "contact_name", "customer_name", "client_name",
	"buyer_name", "shopper_name", "recipient_name", "ship_name", "ship_to", "bill_to", "shipping_name", "billing_name",
	"delivery_name",
}

# Words that make it something about contact data, or no contact data at all.
about_contact := {
	"template", "templates", "campaign", "campaigns", "sent", "count", "verified", "verification", "opt", "optin",
	"optout", "consent", "status", "enabled", "type", "types", "flag", "frequency", "provider", "server", "subject",
	"queue", "size", "bounce", "bounced", "bounces", "format", "language", "id", "ids", "ip", "mac", "wallet", "memory",
	"host", "bind", "remote", "web", "gateway", "app", "device", "model", "version", "friendly", "file", "at",
}

customer_tables := {
	"customer", "customers", "client", "clients", "buyer", "buyers", "shopper", "shoppers", "consumer", "consumers",
	"subscriber", "subscribers", "newsletter_subscribers", "customer_contact", "customer_contacts", "customer_address",
	"customer_addresses", "customer_profile", "customer_profiles", "customer_details", "customer_account",
	"customer_accounts", "customer_email", "customer_emails", "customer_phone", "customer_phones", "crm_customers",
	"crm_contacts",
}

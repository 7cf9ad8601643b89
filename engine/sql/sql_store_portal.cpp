#include "engine/sql/campaign_rows.h"
#include "engine/sql/sql_store_impl.h"

namespace reeve {
namespace {

std::optional<PortalLink> find_link(Connection& connection, const Digest& token) {
  return select_row<PortalLink>(connection, "from portal_link where token_digest = :token", {token});
}

std::optional<PortalSession> find_session(Connection& connection, const Digest& token) {
  return select_row<PortalSession>(connection, "from portal_session where token_digest = :token", {token});
}

}  // namespace

void SqlStore::add_link(const PortalLink& link) {
  database_->write(Durability::decision, [&](Connection& connection) {
    if (find_link(connection, link.token_digest)) return;
    insert_rows<PortalLink>(connection, "portal_link", {link});
  });
}

std::optional<PortalLink> SqlStore::link(const Digest& token_digest) {
  return database_->read([&](Connection& connection) { return find_link(connection, token_digest); });
}

bool SqlStore::use_link(const Digest& token_digest, UtcMillis at, const PortalSession& session) {
  return database_->write(Durability::decision, [&](Connection& connection) {
    const auto link = find_link(connection, token_digest);
    if (!link) return false;
    if (link->used_at != 0) return find_session(connection, session.token_digest).has_value();
    if (at >= link->expires) return false;
    connection.execute("update portal_link set used_at = :at where token_digest = :token and used_at = 0",
                       {at, token_digest});
    insert_rows<PortalSession>(connection, "portal_session", {session});
    return true;
  });
}

std::optional<PortalSession> SqlStore::portal_session(const Digest& token_digest) {
  return database_->read([&](Connection& connection) { return find_session(connection, token_digest); });
}

void SqlStore::end_portal_session(const Digest& token_digest) {
  database_->write(Durability::decision, [&](Connection& connection) {
    connection.execute("delete from portal_session where token_digest = :token", {token_digest});
  });
}

void SqlStore::see_portal_session(const Digest& token_digest, UtcMillis at) {
  database_->write(Durability::decision, [&](Connection& connection) {
    connection.execute("update portal_session set seen_at = :at where token_digest = :token and seen_at < :at2",
                       {at, token_digest, at});
  });
}

void SqlStore::add_look(const Look& look) {
  database_->write(Durability::decision, [&](Connection& connection) {
    if (select_row<Look>(connection, "from portal_look where id = :id", {look.id})) return;
    insert_rows<Look>(connection, "portal_look", {look});
  });
}

std::vector<Look> SqlStore::looks(std::size_t most) {
  return database_->read([&](Connection& connection) {
    return select_rows<Look>(connection, "from portal_look order by looked_at desc, id desc limit :most",
                             {static_cast<std::int64_t>(most)});
  });
}

}  // namespace reeve

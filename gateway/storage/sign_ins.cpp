#include "storage/sign_ins.h"

#include "storage/resource.h"

namespace storage {
namespace {

const Table<SignIn> &signIns()
{
    static const Table<SignIn> table("sign_ins", {
                                                     column<SignIn, &SignIn::id>("id"),
                                                     column<SignIn, &SignIn::userId>("user_id"),
                                                     column<SignIn, &SignIn::method>("method"),
                                                     column<SignIn, &SignIn::from>("from_address"),
                                                     column<SignIn, &SignIn::createdMs>("created_ms"),
                                                     column<SignIn, &SignIn::expiresMs>("expires_ms"),
                                                     column<SignIn, &SignIn::endedMs>("ended_ms"),
                                                 });
    return table;
}

base::Result<Statement> prepared(Database &db, std::string_view sql)
{
    auto statement = db.config().prepare(sql);
    if (!statement)
        return base::fail(std::move(statement.error()), "asking who is signed in");
    return std::move(*statement);
}

} // namespace

base::Result<> insertSignIn(Database &db, const SignIn &signIn)
{
    return insertRow(db.config(), signIns(), signIn);
}

base::Result<> endSignIn(Database &db, std::string_view id, std::int64_t nowMs)
{
    auto update = prepared(db, "UPDATE sign_ins SET ended_ms = :now WHERE id = :id AND ended_ms = 0");
    if (!update)
        return base::fail(std::move(update.error()));
    update->bind(u":now"_s, nowMs);
    update->bind(u":id"_s, id);
    return update->run();
}

base::Result<std::vector<std::string>> endSignInsOf(Database &db, std::string_view userId, std::string_view except,
                                                    std::int64_t nowMs)
{
    std::vector<std::string> out;
    {
        auto select =
            prepared(db, "SELECT id FROM sign_ins WHERE user_id = :user AND id IS NOT :except AND ended_ms = 0");
        if (!select)
            return base::fail(std::move(select.error()));
        select->bind(u":user"_s, userId);
        select->bind(u":except"_s, except);
        if (auto done = select->forEach([&](const Statement &row) { out.push_back(row.text(0)); }); !done)
            return base::fail(std::move(done.error()), "looking for sign-ins of a user");
    }
    for (const std::string &id : out)
        if (auto done = endSignIn(db, id, nowMs); !done)
            return base::fail(std::move(done.error()), "ending sign-ins of a user");
    return out;
}

base::Result<> forgetSignIns(Database &db, std::int64_t beforeMs)
{
    for (const std::string_view sql :
         {"DELETE FROM refresh_tokens WHERE sign_in_id IN (SELECT id FROM sign_ins WHERE expires_ms < :before)",
          "DELETE FROM sign_ins WHERE expires_ms < :before"}) {
        auto remove = prepared(db, sql);
        if (!remove)
            return base::fail(std::move(remove.error()));
        remove->bind(u":before"_s, beforeMs);
        if (auto done = remove->run(); !done)
            return base::fail(std::move(done.error()), "forgetting old sign-ins");
    }
    return {};
}

base::Result<> addRefreshToken(Database &db, const model::Digest &token, std::string_view signInId)
{
    auto insert = prepared(db, "INSERT INTO refresh_tokens (digest, sign_in_id, used_ms) VALUES (:digest, :id, 0)");
    if (!insert)
        return base::fail(std::move(insert.error()));
    insert->bindBytes(u":digest"_s, token);
    insert->bind(u":id"_s, signInId);
    return insert->run();
}

base::Result<std::optional<FoundToken>> findRefreshToken(Database &db, const model::Digest &token)
{
    auto select = prepared(db, "SELECT used_ms, " + signIns().list()
                                   + " FROM refresh_tokens JOIN sign_ins ON sign_ins.id = sign_in_id "
                                     "WHERE digest = :digest");
    if (!select)
        return base::fail(std::move(select.error()));
    select->bindBytes(u":digest"_s, token);
    std::optional<FoundToken> out;
    auto done =
        select->forEach([&](const Statement &row) { out = FoundToken{signIns().read(row, 1), row.integer(0) != 0}; });
    if (!done)
        return base::fail(std::move(done.error()), "looking for a refresh token");
    return out;
}

base::Result<> useRefreshToken(Database &db, const model::Digest &token, std::int64_t nowMs)
{
    auto update = prepared(db, "UPDATE refresh_tokens SET used_ms = :now WHERE digest = :digest");
    if (!update)
        return base::fail(std::move(update.error()));
    update->bind(u":now"_s, nowMs);
    update->bindBytes(u":digest"_s, token);
    return update->run();
}

base::Result<Password> passwordOf(Database &db, std::string_view userId)
{
    auto select = prepared(db, "SELECT password_hash, password_once FROM users WHERE id = :id");
    if (!select)
        return base::fail(std::move(select.error()));
    select->bind(u":id"_s, userId);
    Password out;
    auto done = select->forEach([&](const Statement &row) { out = {row.text(0), row.integer(1) != 0}; });
    if (!done)
        return base::fail(std::move(done.error()), "reading how a user signs in");
    return out;
}

base::Result<> setPassword(Database &db, std::string_view userId, const Password &password)
{
    auto update = prepared(db, "UPDATE users SET password_hash = :hash, password_once = :once WHERE id = :id");
    if (!update)
        return base::fail(std::move(update.error()));
    update->bind(u":hash"_s, std::string_view(password.hash));
    update->bind(u":once"_s, password.once ? 1 : 0);
    update->bind(u":id"_s, userId);
    if (auto done = update->run(); !done)
        return base::fail(std::move(done.error()), "keeping a password");
    if (update->changed() != 1)
        return base::fail(base::ErrorCode::NotFound, "there is no such user");
    return {};
}

} // namespace storage

#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "access/permission.h"
#include "base/json.h"
#include "base/result.h"
#include "model/plan.h"
#include "secrets/secret_store.h"
#include "storage/database.h"

namespace admin {

class Backstage;
struct Operation;

enum class Method : std::uint8_t { Get, Post, Put, Delete };
std::string_view toWord(Method method);

/// Where an operation runs: what changes something on the writer, what only reads on a report reader, what waits for
/// the network on a thread of its own (which can read, too), what reads for long on a report reader that nobody else
/// waits for, and what takes long to compute at the desk (which can read, too).
enum class Place : std::uint8_t { Writer, Reader, Network, Report, Desk };

/// What an operation does to the plan. A change is published as a new version together with its commit; the routing
/// switch changes it in its own time. Prices are published with their commit, too, but are no part of the plan.
enum class Effect : std::uint8_t {
    None,
    ChangesPlan,
    MovesSwitch,
    ChangesPrices,
    Publishes, ///< Changes what is published along with the plan, but nothing of what a plan records.
    Stays,     ///< As None; what it has written stays even if it fails.
};

/// Whether somebody must be known to come in.
enum class Door : std::uint8_t { Closed, Open };

struct Caller {
    std::string id{};   ///< Of the client key; empty for this instance's own token.
    std::string name{}; ///< Author of the changes it makes.
    model::Role role = model::Role::Member;
    std::string user{};   ///< Id of whose the key is; empty for nobody's.
    std::string team{};   ///< Id of the team the caller is bound to; empty for none.
    std::string signIn{}; ///< Id of the sign-in behind an access token of ours; empty for all others.
    bool byToken = false; ///< Signed in, here or at the issuer.

    auth::Standing standing() const { return {role, id, user, team}; }
};

/// Where a request came in; `peer` is empty for one from within this program.
struct Entrance {
    std::string peer{};   ///< Address.
    std::string host{};   ///< As it was asked for; checked.
    std::string cookie{}; ///< The one of a visit to the issuer.
    std::string within{}; ///< The part of this program that asks: `window`, `command_line`.
};
inline constexpr std::string_view kVisitCookie = "sy_visit";

/// What an error says for programs besides its message.
struct ErrorFacts {
    std::string code{};                        ///< Instead of the general one; empty when there is none.
    int status = 0;                            ///< The same of HTTP's; 0 when there is none.
    base::Json members = base::Json::object(); ///< Beside `code` and `message`.
    std::string headers{};                     ///< Whole lines.
};

/// One call of an operation.
struct Request {
    const Operation *operation = nullptr;
    std::map<std::string, std::string, std::less<>> path{};  ///< `{id}` -> its value, decoded.
    std::map<std::string, std::string, std::less<>> query{}; ///< Decoded.
    base::Json body = nullptr;
    base::Json asked = nullptr; ///< What the operation's `ask` found out.
    std::string idempotencyKey{};
    std::string keptAs{};         ///< The keychain reference of the key that came with the body; empty when none came.
    secrets::SharedSecret made{}; ///< A secret that was made for this call, to be shown once; null when none was.
    secrets::SharedSecret entered{}; ///< The key that came with the body for this call alone; null when none came.
    std::map<std::string, secrets::SharedSecret, std::less<>> confided{}; ///< By field: taken out of the body.
    Caller caller{};
    Entrance entrance{};
    std::shared_ptr<const std::atomic<bool>>
        abandoned{};                          ///< True once nobody waits for the answer; null: somebody does.
    std::shared_ptr<ErrorFacts> errorFacts{}; ///< For the operation to fill when it fails; null when nobody reads them.

    std::string_view pathValue(std::string_view name) const
    {
        const auto hit = path.find(name);
        return hit == path.end() ? std::string_view{} : std::string_view(hit->second);
    }
    std::string_view queryValue(std::string_view name) const
    {
        const auto hit = query.find(name);
        return hit == query.end() ? std::string_view{} : std::string_view(hit->second);
    }
};

/// What an operation works with. Thread: the storage thread it runs on.
struct Context {
    storage::Database &db;
    Backstage &gateway;
    const Request &request;

    /// Whether what takes long is to be given up: nobody waits for it, or the gateway ends.
    bool abandoned() const;
};

struct QueryParameter {
    std::string_view name;
    std::string_view about;
};

/// What an answer is over HTTP. Text comes in pieces: the operation answers `type`, `file`, `text` and `next`, and is asked
/// again with `after` until that is null. ByFormat is JSON unless the `format` asked for is another. Visit is for a browser:
/// the operation answers the `location` it is sent on to (else JSON) and a line for its `cookie`. Text is whole: the
/// operation answers `type` and `text`. Events are what happens, told as it does: the server does that, and the operation
/// answers the same as a list.
enum class Form : std::uint8_t { Json, TextPieces, ByFormat, Visit, Text, Events };

/// One row of the operation table: the HTTP admin API, its permission check, OpenAPI, the CLI and the UI come from it.
struct Operation {
    std::string_view id; ///< `providers.create`
    Method method;
    std::string_view path;  ///< Below /api/v1: `/providers/{id}`; a last `{name...}` may have slashes
    auth::Permission needs; ///< The least role that may, and whose data it is about.
    Place place;
    Effect effect;
    int status;                   ///< On success.
    base::Json (*bodySchema)();   ///< Null: takes no body.
    base::Json (*answerSchema)(); ///< Null: answers none (204).
    std::string_view about;
    base::Result<base::Json> (*run)(const Context &);
    std::span<const QueryParameter> query = {};
    /// What must be found out before `run`, which then finds the answer in Request::asked. Runs at `askAt`, whichever is
    /// the operation's own place.
    base::Result<base::Json> (*ask)(const Context &) = nullptr;
    Form form = Form::Json;
    Place askAt = Place::Network;
    Door door = Door::Closed;
};

std::span<const Operation> operations();
const Operation *findOperation(std::string_view id);
/// Whether this call is answered in pieces of text.
bool answersInPieces(const Request &request);

} // namespace admin

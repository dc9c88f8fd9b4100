#include "admin/plan_restore.h"

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "admin/backstage.h"
#include "model/proxy.h"
#include "model/resources.h"
#include "secrets/reference.h"
#include "storage/model_map.h"
#include "storage/providers.h"
#include "storage/rules.h"
#include "storage/settings.h"

namespace admin {
namespace {

using base::Json;
using model::ModelAlias;
using model::Provider;
using model::ProviderKey;
using model::ProviderModel;
using model::Rule;

constexpr std::string_view kMasked = "***"; ///< As planJson() writes a header that may be a credential.

const Json *findById(const Json &list, std::string_view id)
{
    const auto hit = std::ranges::find_if(list, [id](const Json &row) { return base::at(row, "id") == id; });
    return hit == list.end() ? nullptr : &*hit;
}

/// A kind of row, and how it is written.
template <typename T>
struct Shelf {
    std::vector<T> rows{}; ///< As they are now.
    base::Result<> (*insert)(storage::Database &, const T &);
    base::Result<T> (*update)(storage::Database &, T);
    base::Result<> (*remove)(storage::Database &, std::string_view);
};

/// The fields that a caller may set. What was kept was valid once, so that nothing is checked again.
template <typename T>
base::Result<> takeFields(T &value, const Json &row)
{
    for (const model::Field<T> &field : model::fieldsOf<T>()) {
        const Json &given = base::at(row, field.name);
        const bool taken = field.use == model::FieldUse::Editable || field.use == model::FieldUse::CreateOnly;
        if (given.is_null() || !taken)
            continue;
        if (auto done = field.write(value, given); !done)
            return base::fail(done.error(), "taking over " + std::string(field.name));
    }
    return {};
}

class Restoring {
public:
    Restoring(const Context &context, const Json &wanted, const Json &current)
        : m_context(context), m_wanted(wanted), m_current(current)
    {
    }

    base::Result<Json> run()
    {
        for (const auto step : {&Restoring::providers, &Restoring::aliases, &Restoring::rules, &Restoring::settings})
            if (auto done = (this->*step)(); !done)
                return base::fail(done.error());
        return std::move(m_missed);
    }

private:
    /// What the row is besides its fields.
    template <typename T>
    using Complete = std::function<void(T &, const Json &)>;

    /// Rows that are there and were not go first: they may have the name of one that comes back.
    template <typename T>
    base::Result<> rows(Shelf<T> &shelf, const Json &wanted, const Json &current, const Complete<T> &complete)
    {
        for (const Json &row : current)
            if (const std::string id = base::textOr(base::at(row, "id")); findById(wanted, id) == nullptr)
                if (auto done = shelf.remove(m_context.db, id); !done)
                    return done;
        for (const Json &row : wanted) {
            const Json *now = findById(current, base::textOr(base::at(row, "id")));
            if (now != nullptr && *now == row)
                continue;
            if (auto done = write(shelf, row, now != nullptr, complete); !done)
                return base::fail(done.error(), "restoring " + base::textOr(base::at(row, "name")));
        }
        return {};
    }

    template <typename T>
    base::Result<> write(Shelf<T> &shelf, const Json &row, bool isThere, const Complete<T> &complete)
    {
        T value{};
        value.id = base::textOr(base::at(row, "id"));
        value.createdMs = m_context.gateway.clock.wallMillis();
        if (auto taken = takeFields(value, row); !taken)
            return taken;
        if (isThere) {
            const auto now = std::ranges::find(shelf.rows, value.id, &T::id);
            value.createdMs = now->createdMs;
            value.version = now->version;
        }
        complete(value, row);
        if (!isThere)
            return shelf.insert(m_context.db, value);
        const auto updated = shelf.update(m_context.db, std::move(value));
        return updated ? base::Result<>() : base::Result<>(base::fail(updated.error()));
    }

    base::Result<> providers()
    {
        auto list = storage::listProviders(m_context.db);
        auto keyList = storage::listProviderKeys(m_context.db);
        auto modelList = storage::listProviderModels(m_context.db);
        if (!list || !keyList || !modelList)
            return base::fail(!list ? list.error() : !keyList ? keyList.error() : modelList.error());
        for (const ProviderKey &key : *keyList)
            m_references.push_back(key.secret);
        const Json &wanted = base::at(m_wanted, "providers");
        const Json &current = base::at(m_current, "providers");
        Shelf<Provider> shelf{std::move(*list), storage::insertProvider, storage::updateProvider,
                              storage::removeProvider};
        if (auto done = rows<Provider>(shelf, without(wanted), without(current),
                                       [&](Provider &value, const Json &row) { completeProvider(shelf, value, row); });
            !done)
            return done;
        Shelf<ProviderKey> keys{std::move(*keyList), storage::insertProviderKey, storage::updateProviderKey,
                                storage::removeProviderKey};
        Shelf<ProviderModel> models{std::move(*modelList), storage::insertProviderModel, storage::updateProviderModel,
                                    storage::removeProviderModel};
        for (const Json &provider : wanted)
            if (auto done = belongings(provider, current, keys, models); !done)
                return done;
        return {};
    }

    /// Without the rows that belong to it, which are restored for themselves.
    static Json without(const Json &providers)
    {
        Json out = providers;
        for (Json &provider : out) {
            provider.erase("keys");
            provider.erase("models");
        }
        return out;
    }

    void completeProvider(const Shelf<Provider> &shelf, Provider &value, const Json &row)
    {
        model::Timeouts &times = value.timeouts;
        times = {base::integerOr(base::at(row, "connect_ms"), times.connectMs),
                 base::integerOr(base::at(row, "first_token_ms"), times.firstTokenMs),
                 base::integerOr(base::at(row, "idle_ms"), times.idleMs),
                 base::integerOr(base::at(row, "total_ms"), times.totalMs)};
        const auto now = std::ranges::find(shelf.rows, value.id, &Provider::id);
        if (!row.contains("options") && now != shelf.rows.end()) { // plans of earlier programs have none
            const bool through = model::usesPool(value);
            value.options = model::typeOptions(*now);
            model::setUsesPool(value, through);
        }
        std::erase_if(value.headers, [&](auto &header) {
            if (header.second != kMasked)
                return false;
            if (now != shelf.rows.end())
                for (const auto &[name, text] : now->headers)
                    if (name == header.first) {
                        header.second = text;
                        return false;
                    }
            miss("providers[" + value.name + "].headers." + header.first, "its value was not kept; enter it again");
            return true;
        });
    }

    base::Result<> belongings(const Json &provider, const Json &current, Shelf<ProviderKey> &keys,
                              Shelf<ProviderModel> &models)
    {
        const std::string id = base::textOr(base::at(provider, "id"));
        const Json *found = findById(current, id);
        const Json now = found == nullptr ? Json::object() : *found;
        const std::string path = "providers[" + base::textOr(base::at(provider, "name")) + "].keys[";
        if (auto done = rows<ProviderKey>(keys, base::at(provider, "keys"), base::at(now, "keys"),
                                          [&](ProviderKey &value, const Json &row) {
                                              value.providerId = id;
                                              value.origin = base::textOr(base::at(row, "origin"));
                                              if (isGone(value.secret))
                                                  miss(path + value.name + "]",
                                                       "its entry was removed from the keychain; enter the key again");
                                          });
            !done)
            return done;
        return rows<ProviderModel>(models, base::at(provider, "models"), base::at(now, "models"),
                                   [&](ProviderModel &value, const Json &) { value.providerId = id; });
    }

    /// An entry that the plan does not name is removed from the keychain.
    bool isGone(const std::string &reference) const
    {
        return secrets::kindOf(reference) == secrets::Kind::Keychain
               && std::ranges::find(m_references, reference) == m_references.end();
    }

    base::Result<> aliases()
    {
        auto list = storage::listAliases(m_context.db);
        if (!list)
            return base::fail(list.error());
        Shelf<ModelAlias> shelf{std::move(*list), storage::insertAlias, storage::updateAlias, storage::removeAlias};
        return rows<ModelAlias>(shelf, base::at(m_wanted, "aliases"), base::at(m_current, "aliases"),
                                [](ModelAlias &, const Json &) {});
    }

    base::Result<> rules()
    {
        auto list = storage::listRules(m_context.db);
        if (!list)
            return base::fail(list.error());
        Shelf<Rule> shelf{std::move(*list), storage::insertRule, storage::updateRule, storage::removeRule};
        return rows<Rule>(shelf, base::at(m_wanted, "rules"), base::at(m_current, "rules"),
                          [](Rule &, const Json &) {});
    }

    base::Result<> settings()
    {
        auto now = storage::loadSettings(m_context.db);
        if (!now)
            return base::fail(now.error());
        const Json &wanted = base::at(m_wanted, "settings");
        if (wanted == base::at(m_current, "settings"))
            return {};
        if (auto taken = takeFields(*now, wanted); !taken)
            return taken;
        const auto saved = storage::saveSettings(m_context.db, *now);
        return saved ? base::Result<>() : base::Result<>(base::fail(saved.error()));
    }

    void miss(std::string path, const char *reason)
    {
        m_missed.push_back({{"path", std::move(path)}, {"reason", reason}});
    }

    const Context &m_context;
    const Json &m_wanted;
    const Json &m_current;
    std::vector<std::string> m_references{}; ///< Of keys as they are now.
    Json m_missed = Json::array();
};

} // namespace

base::Result<base::Json> restorePlan(const Context &context, const base::Json &wanted, const base::Json &current)
{
    return Restoring(context, wanted, current).run();
}

} // namespace admin

#include "admin/collection.h"

#include "admin/backstage.h"
#include "base/id.h"
#include "storage/providers.h"

namespace admin {
namespace {

base::Result<> checkModel(const model::ProviderModel &model)
{
    if (model.name.empty() || model.name.size() > 256 || !base::isUtf8(model.name))
        return base::fail(base::ErrorCode::Unprocessable, "the model name must be 1 to 256 bytes of text", "name");
    if (model.contextWindow.value_or(1) < 1)
        return base::fail(base::ErrorCode::Unprocessable, "the context window must be positive or null",
                          "context_window");
    if (model.maxOutput.value_or(1) < 1)
        return base::fail(base::ErrorCode::Unprocessable, "the largest output must be positive or null", "max_output");
    return {};
}

/// By id or by the provider's own name of it.
base::Result<model::ProviderModel> modelOfPath(const Context &context)
{
    const std::string_view named = context.request.pathValue("model");
    const std::string_view wanted = named.empty() ? context.request.pathValue("id") : named; // `id` in a batch
    const auto all = storage::listProviderModels(context.db, context.request.pathValue("provider"));
    if (!all)
        return base::fail(all.error());
    for (const model::ProviderModel &model : *all)
        if (model.id == wanted || model.name == wanted)
            return model;
    return base::fail(base::ErrorCode::NotFound, "this provider has no such model");
}

} // namespace

Outcome listProviderModels(const Context &context)
{
    const std::string_view id = context.request.pathValue("provider");
    if (auto provider = storage::getProvider(context.db, id); !provider)
        return base::fail(provider.error());
    const auto models = storage::listProviderModels(context.db, id);
    if (!models)
        return base::fail(models.error());
    return pageOf(context, *models);
}

Outcome createProviderModel(const Context &context)
{
    const auto provider = storage::getProvider(context.db, context.request.pathValue("provider"));
    if (!provider)
        return base::fail(provider.error());
    model::ProviderModel model;
    if (auto taken = model::applyJson(model, context.request.body, model::Input::Create); !taken)
        return base::fail(taken.error());
    if (auto fine = checkModel(model); !fine)
        return base::fail(fine.error());
    model.createdMs = context.gateway.clock.wallMillis();
    model.id = base::makeId("pmod_", model.createdMs);
    model.providerId = provider->id;
    if (auto done = storage::insertProviderModel(context.db, model); !done)
        return base::fail(done.error());
    return model::toJson(model);
}

Outcome updateProviderModel(const Context &context)
{
    auto model = modelOfPath(context);
    if (!model)
        return base::fail(model.error());
    if (auto current = checkVersion(context, model->version); !current)
        return base::fail(current.error());
    if (auto taken = model::applyJson(*model, context.request.body, model::Input::Update); !taken)
        return base::fail(taken.error());
    if (auto fine = checkModel(*model); !fine)
        return base::fail(fine.error());
    const auto saved = storage::updateProviderModel(context.db, *model);
    if (!saved)
        return base::fail(saved.error());
    return model::toJson(*saved);
}

Outcome deleteProviderModel(const Context &context)
{
    const auto model = modelOfPath(context);
    if (!model)
        return base::fail(model.error());
    if (auto done = storage::removeProviderModel(context.db, model->id); !done)
        return base::fail(done.error());
    return base::Json(nullptr);
}

Outcome batchProviderModels(const Context &context)
{
    return batch(context, updateProviderModel, deleteProviderModel);
}

} // namespace admin

#include "ui/pages/providers/models_sheet.h"

#include <QVBoxLayout>

#include "ui/pages/providers/model_choice.h"
#include "ui/pages/providers/provider_checks.h"
#include "ui/widgets/button.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kWidth = 480;

} // namespace

ModelsSheet::ModelsSheet(admin::AdminClient &client, QWidget &window, const ProviderRow &provider)
    : FormSheet(window, kWidth, tr("Add models")),
      m_client(client),
      m_provider(provider),
      m_models(new ModelChoice(form()))
{
    setObjectName(u"modelsSheet"_s);
    setTitle(tr("Add models"));
    setSubtitle(provider.name);
    m_models->setEmptyWords(tr("Asking %1 for its models…").arg(provider.name));
    fields()->addWidget(m_models, 1);
    connect(m_models, &ModelChoice::changed, this,
            [this] { act()->setEnabled(!m_models->chosen().isEmpty() && !isBusy()); });
    act()->setEnabled(false);
    discover();
}

void ModelsSheet::discover()
{
    m_client.call(onProvider("providers.discover", m_provider.id, base::Json::object()), this,
                  [this](const base::Result<base::Json> &answer) {
                      if (!answer) {
                          m_models->setEmptyWords(tr("It named no models. Add them by name."));
                          return say(refusalWords(answer.error()));
                      }
                      QStringList known;
                      for (const base::Json &row : base::at(*answer, "data")) {
                          m_found += fieldText(row, "model");
                          if (base::truthOr(base::at(row, "known")))
                              known += fieldText(row, "model");
                      }
                      m_models->setEmptyWords(tr("It named no models. Add them by name."));
                      m_models->setModels(m_found, known);
                  });
}

void ModelsSheet::submit()
{
    base::Json found = base::Json::array();
    QStringList named;
    for (const QString &name : m_models->chosen()) {
        if (m_found.contains(name))
            found.push_back(name.toStdString());
        else
            named += name;
    }
    const int count = int(found.size() + static_cast<std::size_t>(named.size()));
    if (found.empty())
        return addNamed(std::move(named), count);
    send(m_client, onProvider("providers.discover", m_provider.id, {{"add", std::move(found)}}),
         [this, named, count](const base::Json &) { addNamed(named, count); });
}

/// Those it did not name, one after the other.
void ModelsSheet::addNamed(QStringList names, int count)
{
    if (names.isEmpty())
        return finish(count);
    const QString name = names.takeFirst();
    send(m_client,
         {.operation = "provider_models.create",
          .path = {{"provider", m_provider.id.toStdString()}},
          .body = {{"name", name.toStdString()}}},
         [this, names, count](const base::Json &) { addNamed(names, count); });
}

void ModelsSheet::finish(int count)
{
    Q_EMIT saved(count);
    close();
}

} // namespace ui

#include "ui/pages/settings/list_row.h"

#include <utility>

#include "ui/pages/providers/provider_checks.h"
#include "ui/pages/settings/list_field.h"
#include "ui/pages/settings/setting_row.h"
#include "ui/pages/settings/setting_section.h"
#include "ui/widgets/button.h"
#include "ui/widgets/text_area.h"

namespace ui {

ListRow::ListRow(admin::AdminClient &client, SettingSection &section, const Words &words)
    : QObject(&section),
      m_client(client),
      m_name(words.name),
      m_field(new ListField(words.example, &section)),
      m_row(section.addRow(words.title, words.hint, m_field))
{
    m_field->setObjectName(QString::fromLatin1(m_name));
    m_field->area()->setAccessibleName(words.title);
    m_field->act()->setAccessibleName(tr("Save: %1").arg(words.title));
    connect(m_field, &ListField::meant, this, &ListRow::save);
    connect(m_field, &ListField::edited, this, [this] {
        m_field->setInvalid(false);
        m_row->setError({});
    });
}

void ListRow::setSettings(const base::Json &settings)
{
    const base::Json &list = base::at(settings, m_name);
    if (m_saving || !list.is_array()) // an older gateway has no such setting
        return;
    QStringList kept;
    for (const base::Json &entry : list)
        kept += QString::fromStdString(base::textOr(entry));
    m_field->setKept(kept);
}

void ListRow::save(const QStringList &entries)
{
    if (std::exchange(m_saving, true))
        return;
    base::Json list = base::Json::array();
    for (const QString &entry : entries)
        list.push_back(entry.toStdString());
    m_field->act()->setEnabled(false);
    m_client.call({.operation = "settings.update", .body = {{m_name, std::move(list)}}}, this,
                  [this, entries](const base::Result<base::Json> &answer) {
                      m_saving = false;
                      m_field->act()->setEnabled(true);
                      m_field->setInvalid(!answer);
                      m_row->setError(answer ? QString() : refusalWords(answer.error()));
                      if (!answer)
                          return m_field->seek(QString::fromStdString(answer.error().detail));
                      m_field->setKept(entries); // so that what was kept is shown, unless somebody types on
                      setSettings(*answer);
                      Q_EMIT saved(*answer);
                  });
}

} // namespace ui

#include "ui/pages/settings/bodies_section.h"

#include <utility>

#include <QAbstractItemView>

#include "ui/pages/providers/provider_checks.h"
#include "ui/pages/settings/setting_row.h"
#include "ui/widgets/button.h"
#include "ui/widgets/calm_box.h"
#include "ui/widgets/line_edit.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kNumberWidth = 120;

} // namespace

BodiesSection::BodiesSection(admin::AdminClient &client, QWidget *parent)
    : SettingSection(tr("Requests and answers"), parent), m_client(client)
{
    setObjectName(u"bodiesSection"_s);
    addChoice();
    addField({.name = "body_sample_percent", .most = 100}, tr("Per cent of the calls"),
             tr("Where some of the calls are kept: so many of a hundred."));
    addField({.name = "body_kilobytes", .most = 4096}, tr("Kilobytes of each"),
             tr("What is longer is cut there, requests and answers alike."));
    addField({.name = "body_keep_days", .most = 3650}, tr("Keep them for days"),
             tr("They go with their call at the latest, whatever stands here."));
    addField({.name = "body_keep_megabytes", .most = 1'048'576}, tr("Keep them up to megabytes"),
             tr("The oldest go when there are more."));
    addClear();
}

void BodiesSection::addChoice()
{
    m_store = new CalmBox(this);
    m_store->setObjectName(u"storeBodies"_s);
    m_store->view()->setAccessibleName(tr("What calls say"));
    m_store->addItem(tr("Nothing"), u"off"_s);
    m_store->addItem(tr("Of calls that fail"), u"errors"_s);
    m_store->addItem(tr("Of some calls"), u"sample"_s);
    m_store->addItem(tr("Of all calls"), u"all"_s);
    m_store->setEnabled(false); // until the gateway has said what holds
    m_storeRow = addRow(tr("Keep what calls say"),
                        tr("Prompts and answers, encrypted, with known secrets taken out. Whoever reads them is in the "
                           "audit log."),
                        m_store);
    connect(m_store, &QComboBox::activated, this, [this](int index) {
        const QString wanted = m_store->itemData(index).toString();
        send({{"store_bodies", wanted.toStdString()}}, [this](const base::Result<base::Json> &answer) {
            m_storeRow->setError(answer ? QString() : refusalWords(answer.error()));
            if (!answer)
                m_store->setCurrentIndex(qMax(0, m_store->findData(m_kept)));
        });
    });
}

void BodiesSection::addField(Field field, const QString &title, const QString &hint)
{
    field.edit = new LineEdit(this);
    field.edit->setObjectName(QString::fromLatin1(field.name));
    field.edit->setFixedWidth(kNumberWidth);
    field.edit->setEnabled(false); // until the gateway has said what holds
    field.row = addRow(title, hint, field.edit);
    m_fields.push_back(std::make_unique<Field>(std::move(field)));
    Field *kept = m_fields.back().get();
    connect(kept->edit, &QLineEdit::editingFinished, this, [this, kept] { save(*kept); });
    connect(kept->edit, &QLineEdit::textEdited, this, [kept] {
        kept->edit->setInvalid(false);
        kept->row->setError({});
    });
}

void BodiesSection::addClear()
{
    m_clear = new Button(Button::Kind::Danger, tr("Remove all"), this);
    m_clear->setObjectName(u"clearBodies"_s);
    m_clearRow = addRow(tr("Remove what is kept"),
                        tr("All requests and answers go, for good. The calls stay in the log."), m_clear);
    connect(m_clear, &QAbstractButton::clicked, this, &BodiesSection::clear);
}

void BodiesSection::setSettings(const base::Json &settings)
{
    const base::Json &store = base::at(settings, "store_bodies");
    if (m_saving > 0 || !store.is_string()) // an older gateway has no such setting
        return;
    m_kept = QString::fromStdString(base::textOr(store));
    m_store->setEnabled(true);
    if (!m_store->view()->isVisible())
        m_store->setCurrentIndex(qMax(0, m_store->findData(m_kept)));
    for (const auto &field : m_fields)
        show(*field, settings);
}

void BodiesSection::show(Field &field, const base::Json &settings)
{
    const QString text = QString::number(base::integerOr(base::at(settings, field.name)));
    if (field.edit->text() == field.shown || !field.edit->isEnabled()) // else somebody is at it
        field.edit->setText(text);
    field.shown = text;
    field.edit->setEnabled(true);
}

void BodiesSection::save(Field &field)
{
    const QString text = field.edit->text().trimmed();
    if (text == field.shown)
        return;
    bool whole = false;
    const qlonglong number = text.toLongLong(&whole);
    const bool fits = whole && number >= 1 && number <= field.most;
    field.edit->setInvalid(!fits);
    if (!fits)
        return field.row->setError(tr("Give a whole number from %1 to %2.").arg(1).arg(field.most));
    send({{field.name, number}}, [&field, text](const base::Result<base::Json> &answer) {
        field.edit->setInvalid(!answer);
        field.row->setError(answer ? QString() : refusalWords(answer.error()));
        if (answer)
            field.shown = text; // so that what was kept is shown, unless somebody types on
    });
}

void BodiesSection::clear()
{
    if (!std::exchange(m_asked, true))
        return m_clear->setText(tr("Remove for good"));
    m_asked = false;
    m_clear->setText(tr("Remove all"));
    m_clear->setEnabled(false);
    m_client.call({.operation = "requests.bodies.clear"}, this, [this](const base::Result<base::Json> &answer) {
        m_clear->setEnabled(true);
        m_clearRow->setError(answer ? QString() : refusalWords(answer.error()));
        if (answer)
            Q_EMIT cleared();
    });
}

void BodiesSection::send(base::Json change, std::function<void(const base::Result<base::Json> &)> take)
{
    ++m_saving;
    m_client.call({.operation = "settings.update", .body = std::move(change)}, this,
                  [this, take = std::move(take)](const base::Result<base::Json> &answer) {
                      --m_saving;
                      take(answer);
                      if (!answer)
                          return;
                      setSettings(*answer);
                      Q_EMIT saved();
                  });
}

} // namespace ui

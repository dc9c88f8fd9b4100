#include "ui/pages/playground/key_picker.h"

#include <algorithm>
#include <utility>

#include <QAbstractItemView>
#include <QComboBox>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "ui/pages/keys/key_sheet.h"
#include "ui/widgets/button.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/line_edit.h"
#include "ui/widgets/secret_field.h"

namespace ui {

using namespace Qt::Literals::StringLiterals;

KeyPicker::KeyPicker(admin::AdminClient &client, admin::AppClient &apps, QWidget *parent)
    : QWidget(parent),
      m_client(client),
      m_apps(apps),
      m_box(new QComboBox(this)),
      m_learn(new QWidget(this)),
      m_secret(new SecretField(tr("The key itself"), m_learn)),
      m_new(new Button(Button::Kind::Secondary, tr("New key"), m_learn))
{
    m_box->setObjectName(u"playgroundKeys"_s);
    m_box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon); // else a long name widens the form
    m_box->setMinimumContentsLength(8);
    m_box->setEnabled(false);
    m_secret->edit()->setObjectName(u"playgroundSecret"_s);
    m_new->setObjectName(u"playgroundNewKey"_s);
    m_new->setIconName(u"plus"_s);
    auto *line = new QWidget(m_learn);
    auto *beside = new QHBoxLayout(line);
    beside->setContentsMargins({});
    beside->setSpacing(8);
    beside->addWidget(m_secret, 1);
    beside->addWidget(m_new);
    m_field = new FormField(tr("The key itself"), line, {}, m_learn);
    m_field->setHint(
        tr("Nobody can read a key again. Paste it once: it is known until Switchyard ends, and not stored."));
    auto *learn = new QVBoxLayout(m_learn);
    learn->setContentsMargins({});
    learn->addWidget(m_field);
    auto *box = new FormField(tr("Key"), m_box, {}, this);
    m_box->view()->setAccessibleName(tr("Key"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(12);
    column->addWidget(box);
    column->addWidget(m_learn);
    m_learn->hide();
    connect(m_box, &QComboBox::currentIndexChanged, this, &KeyPicker::follow);
    connect(m_secret, &SecretField::edited, this, &KeyPicker::paste);
    connect(m_new, &QAbstractButton::clicked, this, &KeyPicker::openNew);
}

KeyPicker::~KeyPicker()
{
    delete m_sheet; // it lies over the window, which may stay
}

void KeyPicker::refresh()
{
    if (std::exchange(m_asking, true))
        return;
    m_client.call({.operation = "api_keys.list", .query = {{"limit", "1000"}}}, this,
                  [this](const base::Result<base::Json> &answer) {
                      m_asking = false;
                      if (!answer)
                          return Q_EMIT failed(answer.error().code);
                      take(*answer);
                      Q_EMIT answered();
                  });
}

void KeyPicker::take(const base::Json &answer)
{
    const QDateTime now = QDateTime::currentDateTime();
    std::vector<KeyRow> keys = parseKeys(answer);
    std::erase_if(keys, [&](const KeyRow &key) { return key.stateAt(now) != KeyState::Active; });
    std::ranges::stable_partition(keys, [this](const KeyRow &key) { return m_apps.knowsKey(key.id.toStdString()); });
    const QString before = m_wanted.isEmpty() ? m_box->currentData().toString() : m_wanted;
    const bool same = m_asked && m_wanted.isEmpty() && std::ranges::equal(keys, m_keys, {}, &KeyRow::id, &KeyRow::id);
    m_keys = std::move(keys);
    m_asked = true;
    if (same)
        return m_learn->setVisible(keyId().isEmpty());
    {
        const QSignalBlocker quiet(m_box);
        m_box->clear();
        for (const KeyRow &key : m_keys)
            m_box->addItem(u"%1   %2…"_s.arg(key.name, key.prefix), key.id);
        if (m_keys.empty())
            m_box->addItem(tr("no key yet"));
        m_box->setEnabled(!m_keys.empty());
        m_box->setCurrentIndex(qMax(0, m_box->findData(before)));
    }
    if (m_box->currentData().toString() == m_wanted)
        m_wanted.clear();
    follow();
}

bool KeyPicker::choose(const QString &id)
{
    const int at = m_box->findData(id);
    if (at >= 0)
        m_box->setCurrentIndex(at);
    else
        m_wanted = id;
    return at >= 0;
}

QString KeyPicker::keyId() const
{
    const QString id = m_box->currentData().toString();
    return m_apps.knowsKey(id.toStdString()) ? id : QString();
}

void KeyPicker::follow()
{
    say({});
    m_learn->setVisible(m_asked && keyId().isEmpty());
    Q_EMIT chosen();
}

/// Any key will do: what was pasted says itself which it is.
void KeyPicker::paste()
{
    if (m_secret->isEmpty())
        return say({});
    const auto id = m_apps.learnKey(m_secret->peek());
    if (!id)
        return say(tr("No key that may call is this one."));
    static_cast<void>(m_secret->take());
    if (!choose(QString::fromStdString(*id)))
        refresh();
    follow();
}

void KeyPicker::say(const QString &error)
{
    m_field->setError(error);
    m_secret->setInvalid(!error.isEmpty());
}

void KeyPicker::askForKey()
{
    m_learn->setVisible(true);
    say(tr("A call needs a key. Paste one, or make a new one."));
    m_secret->edit()->setFocus(Qt::OtherFocusReason);
}

void KeyPicker::openNew()
{
    delete m_sheet;
    m_sheet = new KeySheet(*window(), m_client, m_clipboard);
    connect(m_sheet, &KeySheet::made, this, [this](const KeyRow &row, const QString &) {
        m_wanted = row.id;
        refresh();
    });
    m_sheet->openNew();
}

} // namespace ui

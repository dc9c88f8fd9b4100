#include "ui/pages/settings/calls_section.h"

#include "ui/pages/providers/provider_checks.h"
#include "ui/pages/settings/setting_row.h"
#include "ui/widgets/line_edit.h"
#include "ui/widgets/segmented_control.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kModelWidth = 240;
constexpr int kMostAttempts = 4;

QStringList numbersTo(int last)
{
    QStringList out;
    for (int number = 1; number <= last; ++number)
        out += QString::number(number);
    return out;
}

} // namespace

CallsSection::CallsSection(admin::AdminClient &client, QWidget *parent)
    : SettingSection(tr("Calls"), parent),
      m_client(client),
      m_model(new LineEdit(this)),
      m_attempts(new SegmentedControl(numbersTo(kMostAttempts), this))
{
    setObjectName(u"callsSection"_s);
    m_model->setObjectName(u"defaultModel"_s);
    m_model->setFixedWidth(kModelWidth);
    m_model->setPlaceholderText(tr("provider/model"));
    m_modelRow = addRow(tr("Default model"),
                        tr("What the model name \"default\" means. Empty: the sandbox, while there is no other "
                           "provider."),
                        m_model);
    m_attempts->setObjectName(u"maxAttempts"_s);
    m_attemptsRow = addRow(tr("Attempts"),
                           tr("Requests sent for one call at most, over all providers. The default is 4."), m_attempts);
    for (QWidget *unknown : {static_cast<QWidget *>(m_model), static_cast<QWidget *>(m_attempts)})
        unknown->setEnabled(false); // until the gateway has said what holds
    connect(m_model, &QLineEdit::editingFinished, this, &CallsSection::saveModel);
    connect(m_model, &QLineEdit::textEdited, this, [this] { m_modelRow->setError({}); });
    connect(m_attempts, &SegmentedControl::chosen, this, [this](int index) { saveAttempts(index + 1); });
}

void CallsSection::setSettings(const base::Json &settings)
{
    if (m_saving > 0)
        return;
    const QString model = QString::fromStdString(base::textOr(base::at(settings, "default_model")));
    if (m_model->text() == m_savedModel || !m_model->isEnabled()) // else somebody is at it
        m_model->setText(model);
    m_savedModel = model;
    m_model->setEnabled(true);
    m_attempts->setEnabled(true);
    m_attempts->setCurrent(static_cast<int>(base::integerOr(base::at(settings, "max_attempts"))) - 1);
}

void CallsSection::saveModel()
{
    const QString model = m_model->text().trimmed();
    if (model != m_savedModel)
        save({{"default_model", model.toStdString()}}, *m_modelRow);
}

void CallsSection::saveAttempts(int attempts)
{
    save({{"max_attempts", attempts}}, *m_attemptsRow);
}

void CallsSection::save(base::Json change, SettingRow &row)
{
    ++m_saving;
    m_client.call({.operation = "settings.update", .body = std::move(change)}, this,
                  [this, &row, sent = m_model->text()](const base::Result<base::Json> &answer) {
                      --m_saving;
                      row.setError(answer ? QString() : refusalWords(answer.error()));
                      if (!answer)
                          return;
                      if (&row == m_modelRow)
                          m_savedModel = sent; // so that what was kept is shown, unless somebody types on
                      setSettings(*answer);
                      Q_EMIT saved();
                  });
}

} // namespace ui

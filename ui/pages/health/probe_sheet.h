#pragma once

#include "ui/pages/health/probe_rows.h"
#include "ui/pages/providers/form_sheet.h"

class QCheckBox;
class QSpinBox;

namespace ui {

class Label;
class LineEdit;

/// Whose models are asked by themselves, how often, and for how much a day; with what each provider would cost.
/// Thread: main. `client` must outlive it.
class ProbeSheet final : public FormSheet {
    Q_OBJECT
public:
    ProbeSheet(admin::AdminClient &client, QWidget &window, ProbedModels probes);

Q_SIGNALS:
    void saved();

protected:
    void submit() override;

private:
    struct Choice {
        QString providerId;
        QCheckBox *box;
        Label *cost;
        int models;               ///< With a known price.
        std::int64_t nanosPerAsk; ///< Of all of them once.
    };
    void addProviders();
    void addChoice(const QString &providerId, const QString &name);
    void follow();

    admin::AdminClient &m_client;
    ProbedModels m_probes;
    std::vector<Choice> m_choices{};
    QWidget *m_list = nullptr;
    Label *m_sum = nullptr;
    QSpinBox *m_minutes = nullptr;
    LineEdit *m_most = nullptr;
};

} // namespace ui

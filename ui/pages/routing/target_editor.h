#pragma once

#include <vector>

#include <QWidget>

#include "ui/pages/routing/alias_row.h"
#include "ui/pages/routing/route_names_feed.h"

class QCheckBox;
class QComboBox;
class QSpinBox;

namespace ui {

class Button;
class FormField;
class Label;
class LineEdit;
class WeightRow;

/// One target of an alias in its editor: provider, model, weight, priority, parameters and what a call must use.
class TargetEditor final : public QWidget {
    Q_OBJECT
public:
    TargetEditor(const std::vector<ProviderChoice> &providers, std::size_t index, QWidget *parent = nullptr);

    void setTarget(const TargetRow &target);
    TargetRow target() const;
    void setShare(double share);
    void setRemovable(bool removable);
    void clearErrors();
    /// `field` as the API calls it: `model`, `overrides`; what has no field of its own is said at the model.
    void showError(const QString &field, const QString &words);
    void focusModel();

Q_SIGNALS:
    void edited();
    void removeWanted();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void build();
    QWidget *buildFeatures();
    void offerModels();
    std::vector<ProviderChoice> m_choices;
    QComboBox *m_provider;
    QComboBox *m_model;
    FormField *m_providerField;
    FormField *m_modelField;
    WeightRow *m_weight;
    QSpinBox *m_priority;
    LineEdit *m_overrides;
    FormField *m_overridesField;
    std::vector<std::pair<QString, QCheckBox *>> m_features{};
    Button *m_cross;
};

} // namespace ui

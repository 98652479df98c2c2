using System.ComponentModel.DataAnnotations;
using System.Reflection;
using FluentValidation;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Lippe.Netzwerk.Web;

/// <summary>Carries a validator's messages to the fields they belong to.</summary>
public static class Validation
{
    /// <summary>Whether the form is valid; messages are added beside those of model binding.</summary>
    public static bool Check<T>(this ModelStateDictionary state, AbstractValidator<T> validator, T form)
    {
        foreach (var (field, entry) in state)
        {
            if (entry?.Errors is [{ ErrorMessage: GermanBindingMessages.Unreadable }]
                && NameOf(typeof(T), field) is { } name)
            {
                entry.Errors.Clear();
                entry.Errors.Add($"„{name}“: {GermanBindingMessages.Unreadable}");
            }
        }

        foreach (var failure in validator.Validate(form).Errors)
        {
            // Binding has spoken already where a value could not be read.
            if (state.GetValueOrDefault(failure.PropertyName)?.Errors.Count is null or 0)
                state.AddModelError(failure.PropertyName, failure.ErrorMessage);
        }

        return state.IsValid;
    }

    // What the property at the end of a path is called; null where it has no name.
    private static string? NameOf(Type form, string path)
    {
        PropertyInfo? property = null;
        foreach (var part in path.Split('.'))
        {
            property = (property?.PropertyType ?? form).GetProperty(part);
            if (property is null)
                return null;
        }

        return property!.GetCustomAttribute<DisplayAttribute>()?.Name;
    }
}
